using MediatR;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Messaging;

internal sealed class MediatorDispatcher(IMediator mediator) : IDispatcher
{
    public Task<TOutcome> Send<TOutcome>(ICommand<TOutcome> command, CancellationToken cancellationToken)
        where TOutcome : IOutcome<TOutcome> => mediator.Send(command, cancellationToken);

    public Task<TOutcome> Send<TOutcome>(IQuery<TOutcome> query, CancellationToken cancellationToken)
        where TOutcome : IOutcome<TOutcome> => mediator.Send(query, cancellationToken);
}
