using System.Diagnostics;
using MediatR;
using Microsoft.Extensions.Logging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>Logs the kind of each request, how it ended and how long it took; never what was in it.</summary>
internal sealed partial class LoggingBehaviour<TRequest, TOutcome>(ILogger<LoggingBehaviour<TRequest, TOutcome>> logger, TimeProvider time)
    : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : notnull
    where TOutcome : IOutcome<TOutcome>
{
    public async Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        var start = time.GetTimestamp();
        using var activity = UseCases.Source.StartActivity(typeof(TRequest).Name);
        var outcome = await next();
        var code = outcome.Error?.Code ?? "success";
        activity?.SetTag("outcome", code);
        if (logger.IsEnabled(LogLevel.Debug))
        {
            LogHandled(typeof(TRequest).Name, code, time.GetElapsedTime(start).TotalMilliseconds);
        }

        return outcome;
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{UseCase} ended with {Outcome} after {Milliseconds:0.0} ms")]
    private partial void LogHandled(string useCase, string outcome, double milliseconds);
}

internal static class UseCases
{
    public static ActivitySource Source { get; } = new("MobileBackend.UseCases");
}
