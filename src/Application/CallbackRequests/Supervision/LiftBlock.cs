using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Supervision;

/// <summary>Ends a block before its time. What has ended already is ended again.</summary>
public sealed record LiftBlockCommand(CallerBlockId Id) : ICommand<Result>;

internal sealed class LiftBlockValidator : AbstractValidator<LiftBlockCommand>
{
    public LiftBlockValidator()
    {
        RuleFor(command => command.Id).NotEmpty();
    }
}

internal sealed class LiftBlockHandler(IAppDbContext database, IAuditTrail audit) : ICommandHandler<LiftBlockCommand, Result>
{
    public async Task<Result> Handle(LiftBlockCommand command, CancellationToken cancellationToken)
    {
        if (await database.CallerBlocks.SingleOrDefaultAsync(block => block.Id == command.Id, cancellationToken) is { } block)
        {
            database.CallerBlocks.Remove(block);
            audit.Record("caller-unblocked", command.Id.ToString());
        }

        return Result.Success;
    }
}
