using MobileBackend.Application.Common.Messaging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Programmes;

/// <summary>One programme.</summary>
/// <param name="Slug">Which.</param>
public sealed record GetProgrammeQuery(string Slug) : IQuery<Result<ProgrammeResponse>>;

internal sealed class GetProgrammeHandler(IProgrammeCatalogue catalogue) : IQueryHandler<GetProgrammeQuery, Result<ProgrammeResponse>>
{
    public Task<Result<ProgrammeResponse>> Handle(GetProgrammeQuery request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ProgrammeResponse>>(catalogue.Find(request.Slug) is { } programme ? ProgrammeResponse.From(programme) : CommonErrors.NotFound);
}
