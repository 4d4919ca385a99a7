using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Programmes;

/// <summary>All programmes on one page.</summary>
public sealed record GetProgrammesQuery : IQuery<Result<Page<ProgrammeResponse>>>;

internal sealed class GetProgrammesHandler(IProgrammeCatalogue catalogue) : IQueryHandler<GetProgrammesQuery, Result<Page<ProgrammeResponse>>>
{
    public Task<Result<Page<ProgrammeResponse>>> Handle(GetProgrammesQuery request, CancellationToken cancellationToken) =>
        Task.FromResult<Result<Page<ProgrammeResponse>>>(new Page<ProgrammeResponse>([.. catalogue.All.Select(ProgrammeResponse.From)], null));
}
