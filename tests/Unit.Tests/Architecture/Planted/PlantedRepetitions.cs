// Actions whose mark and whose command say different things of repetitions.
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Idempotency;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;

namespace Planted.Api.V1.Repetitions;

public sealed record BuyAppleCommand(int Count = 1) : ICommand<Result>, IIdempotentCommand;

public sealed record SellAppleCommand : ICommand<Result>;

internal sealed record BuyAppleBody(int Count)
{
    public BuyAppleCommand ToCommand() => new(Count);
}

internal sealed class MarksWhatRepeats(IDispatcher dispatcher) : ControllerBase
{
    [Idempotent]
    public async Task<IActionResult> Buy(CancellationToken cancellationToken) => Ok(await dispatcher.Send(new BuyAppleCommand(), cancellationToken));

    public async Task<IActionResult> Sell(CancellationToken cancellationToken) => Ok(await dispatcher.Send(new SellAppleCommand(), cancellationToken));
}

internal sealed class MarksNothing(IDispatcher dispatcher) : ControllerBase
{
    [Idempotent]
    public async Task<IActionResult> Sell(CancellationToken cancellationToken) => Ok(await dispatcher.Send(new SellAppleCommand(), cancellationToken));
}

internal sealed class ForgetsTheMark(IDispatcher dispatcher) : ControllerBase
{
    public async Task<IActionResult> Buy(CancellationToken cancellationToken) => Ok(await dispatcher.Send(new BuyAppleCommand(), cancellationToken));
}

internal sealed class ForgetsTheMarkOfABody(IDispatcher dispatcher) : ControllerBase
{
    public async Task<IActionResult> Buy(BuyAppleBody body, CancellationToken cancellationToken) =>
        Ok(await dispatcher.Send(body.ToCommand(), cancellationToken));
}

internal sealed class ForgetsTheMarkInALambda(IDispatcher dispatcher) : ControllerBase
{
    public async Task<IActionResult> Buy(CancellationToken cancellationToken)
    {
        Func<Task<Result>> buy = () => dispatcher.Send(new BuyAppleCommand(), cancellationToken);
        return Ok(await buy());
    }
}
