using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Supervision;

/// <summary>Shows a member of staff the name and the number of a call back. Each opening is in the audit trail.</summary>
public sealed record OpenCallbackCommand(CallbackRequestId Id) : ICommand<Result<SupervisedCallbackResponse>>;

internal sealed class OpenCallbackValidator : AbstractValidator<OpenCallbackCommand>
{
    public OpenCallbackValidator()
    {
        RuleFor(command => command.Id).NotEmpty();
    }
}

internal sealed class OpenCallbackHandler(IAppDbContext database, IPersonalDataSealer sealer, IAuditTrail audit)
    : ICommandHandler<OpenCallbackCommand, Result<SupervisedCallbackResponse>>
{
    public async Task<Result<SupervisedCallbackResponse>> Handle(OpenCallbackCommand command, CancellationToken cancellationToken)
    {
        var request = await database.CallbackRequests.AsNoTracking().Only(command.Id).SingleOrDefaultAsync(cancellationToken);
        if (request is null)
        {
            return CommonErrors.NotFound;
        }

        audit.Record("callback-opened", command.Id.ToString());
        return SupervisedCallbackResponse.Opened(request, sealer.OpenContact(request));
    }
}
