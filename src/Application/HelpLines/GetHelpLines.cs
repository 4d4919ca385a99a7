using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.HelpLines;

namespace MobileBackend.Application.HelpLines;

/// <summary>All help lines on one page, with their state at an instant.</summary>
/// <param name="At">The instant asked about; now where there is none.</param>
public sealed record GetHelpLinesQuery(DateTimeOffset? At) : IQuery<Result<Page<HelpLineResponse>>>;

internal sealed class GetHelpLinesHandler(IHelpLineCatalogue catalogue, TimeProvider clock) : IQueryHandler<GetHelpLinesQuery, Result<Page<HelpLineResponse>>>
{
    public Task<Result<Page<HelpLineResponse>>> Handle(GetHelpLinesQuery request, CancellationToken cancellationToken)
    {
        var at = request.At ?? clock.GetUtcNow();
        return Task.FromResult<Result<Page<HelpLineResponse>>>(OpeningHours.Covers(at)
            ? new Page<HelpLineResponse>([.. catalogue.All.Select(line => HelpLineResponse.From(line, at))], null)
            : HelpLineErrors.InstantOutOfRange.At("at"));
    }
}
