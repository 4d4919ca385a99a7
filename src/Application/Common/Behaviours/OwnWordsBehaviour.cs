using MediatR;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Common.Behaviours;

/// <summary>A request in which somebody writes in their own words.</summary>
public interface IOwnWords
{
    /// <summary>All that they wrote, as it came; null for nothing.</summary>
    string? Words { get; }
}

/// <summary>Adds to a refusal what somebody needs to be shown for their words.</summary>
internal interface IOwnWordsReader
{
    Error Accompany(Error refusal, string? words);
}

/// <summary>Whatever somebody is refused for, what they wrote is read first: nobody goes without urgent help for a field that is wrong.</summary>
internal sealed class OwnWordsBehaviour<TRequest, TOutcome>(IOwnWordsReader reader) : IPipelineBehavior<TRequest, TOutcome>
    where TRequest : IRequest<TOutcome>, IOwnWords
    where TOutcome : IOutcome<TOutcome>
{
    public async Task<TOutcome> Handle(TRequest request, CancellationToken cancellationToken, RequestHandlerDelegate<TOutcome> next)
    {
        var outcome = await next();
        return outcome.Error is { } refusal ? TOutcome.Failure(reader.Accompany(refusal, request.Words)) : outcome;
    }
}
