// Small slices that each break one rule, so that the rules are seen to notice. Their namespaces look like the layers'.
using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;

namespace Planted.Domain.Common
{
    internal sealed class Basket;
}

namespace Planted.Domain.Apples
{
    internal sealed class Apple
    {
        public Common.Basket? Basket { get; private set; }

        public static Apple Grow() => new() { Basket = new Common.Basket() };
    }
}

namespace Planted.Domain.Pears
{
    internal sealed class Pear
    {
        public static int Weigh()
        {
            var apple = Apples.Apple.Grow();
            return apple.Basket is null ? 0 : 1;
        }
    }

    internal sealed class PearOnTheWire
    {
        public Microsoft.EntityFrameworkCore.DbContext? Stored { get; init; }
    }
}

namespace Planted.Infrastructure.Trees
{
    public sealed class ExposedTree;

    public static class TreeEntry;
}

namespace Planted.Application.Apples
{
    internal sealed class KnowsInfrastructure
    {
        private readonly object _tree = new Infrastructure.Trees.ExposedTree();

        public bool Knows(object other) => _tree == other;
    }

    internal sealed class KnowsHttp
    {
        public static int Read(object request) => ((Microsoft.AspNetCore.Http.HttpContext)request).Response.StatusCode;
    }

    internal sealed class KnowsVersions
    {
        public override string ToString() => Asp.Versioning.ApiVersion.Default.ToString();
    }

    internal sealed class KnowsTheMediator(MediatR.IMediator mediator)
    {
        public override string ToString() => $"{mediator}";
    }

    internal sealed class KnowsTheMediatorWhileItWaits
    {
        public static async Task SendAsync(object mediator)
        {
            await Task.Yield();
            await ((MediatR.IMediator)mediator).Send(new PickAppleCommand());
        }
    }

    internal sealed class KnowsTheDispatcher(IDispatcher dispatcher)
    {
        public Task<Result> PickAsync(CancellationToken cancellationToken) => dispatcher.Send(new PickAppleCommand(), cancellationToken);
    }

    public sealed record PickAppleCommand : ICommand<Result>;

    internal sealed class PickAppleValidator : AbstractValidator<PickAppleCommand>;

    internal sealed class PickAppleHandler : ICommandHandler<PickAppleCommand, Result>
    {
        public Task<Result> Handle(PickAppleCommand request, CancellationToken cancellationToken) => Task.FromResult(Result.Success);
    }

    public sealed record CountApplesQuery : IQuery<Result<int>>;
}

namespace Planted.Application.Pears
{
    public sealed record DropPear : ICommand<Result>;

    internal sealed class DropPearValidator : AbstractValidator<DropPear>;

    internal sealed class DropPearAgainValidator : AbstractValidator<DropPear>;

    public class DropPearHandler : ICommandHandler<DropPear, Result>
    {
        public Task<Result> Handle(DropPear request, CancellationToken cancellationToken) => Task.FromResult(Result.Success);
    }

    public sealed record ShakePearCommand : ICommand<Result>;

    internal sealed class ShakePearHandler : ICommandHandler<ShakePearCommand, Result>
    {
        public Task<Result> Handle(ShakePearCommand request, CancellationToken cancellationToken) => Task.FromResult(Result.Success);
    }
}

namespace Planted.Api.V1.Apples
{
    internal sealed class ReadsTables(MobileBackend.Application.Common.Ports.IAppDbContext database) : ControllerBase
    {
        public int Count() => database.Devices.Local.Count;
    }
}
