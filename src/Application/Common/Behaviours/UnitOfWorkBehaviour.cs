using MediatR;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>Runs a command in one transaction, saved only on success.</summary>
internal sealed class UnitOfWorkBehaviour<TRequest, TOutcome>(IUnitOfWork unitOfWork) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : ICommand<TOutcome>
    where TOutcome : IOutcome<TOutcome>
{
    public Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next) =>
        unitOfWork.RunAsync(_ => next(), cancellationToken);
}
