using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Supervision;

/// <summary>Keeps a sender from asking for call backs until an instant.</summary>
/// <param name="Target">A device, a key or an address: exactly one.</param>
/// <param name="Until">When it ends.</param>
/// <param name="Reason">For colleagues: 1 to 500 characters, nothing of a person.</param>
public sealed record PlaceBlockCommand(BlockTarget Target, DateTimeOffset? Until, string? Reason) : ICommand<Result<BlockResponse>>, IIdempotentCommand
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(PlaceBlockCommand);
}

internal sealed class PlaceBlockValidator : AbstractValidator<PlaceBlockCommand>
{
    private const int LongestReason = 500;
    private const int LongestHash = 64;

    public PlaceBlockValidator()
    {
        RuleFor(command => command.Target).Must(target => target.IsOne).WithMessage(_ => CallerBlockErrors.OneTarget.Text.ToString())
            .OverridePropertyName("deviceId");
        RuleFor(command => command.Target.AddressHash).MaximumLength(LongestHash).OverridePropertyName("addressHash");
        RuleFor(command => command.Until).NotNull();
        RuleFor(command => command.Reason).NotEmpty().MaximumLength(LongestReason);
    }
}

internal sealed class PlaceBlockHandler(IAppDbContext database, IAuditTrail audit, ICurrentCaller current, TimeProvider time)
    : ICommandHandler<PlaceBlockCommand, Result<BlockResponse>>
{
    public async Task<Result<BlockResponse>> Handle(PlaceBlockCommand command, CancellationToken cancellationToken)
    {
        var target = command.Target with { PartnerId = await database.HolderOfAsync(command.Target.PartnerId, cancellationToken) };
        var now = time.GetUtcNow();
        var id = CallerBlockId.From(Guid.CreateVersion7(now));
        var placed = CallerBlock.Place(id, target, command.Until!.Value, command.Reason!.Trim(), current.Caller.StaffId!, now);
        if (placed.IsFailure)
        {
            return placed.Error;
        }

        database.CallerBlocks.Add(placed.Value);
        audit.Record("caller-blocked", id.ToString());
        return BlockResponse.From(placed.Value);
    }
}
