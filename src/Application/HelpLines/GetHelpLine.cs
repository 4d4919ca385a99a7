using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.HelpLines;

namespace MobileBackend.Application.HelpLines;

/// <summary>One help line, with its state at an instant.</summary>
/// <param name="Code">Its code.</param>
/// <param name="At">The instant asked about; now where there is none.</param>
public sealed record GetHelpLineQuery(string Code, DateTimeOffset? At) : IQuery<Result<HelpLineResponse>>;

internal sealed class GetHelpLineHandler(IHelpLineCatalogue catalogue, TimeProvider clock) : IQueryHandler<GetHelpLineQuery, Result<HelpLineResponse>>
{
    public Task<Result<HelpLineResponse>> Handle(GetHelpLineQuery request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

    private Result<HelpLineResponse> Answer(GetHelpLineQuery request)
    {
        if (catalogue.Find(request.Code) is not { } line)
        {
            return CommonErrors.NotFound;
        }

        var at = request.At ?? clock.GetUtcNow();
        return OpeningHours.Covers(at) ? HelpLineResponse.From(line, at) : HelpLineErrors.InstantOutOfRange.At("at");
    }
}
