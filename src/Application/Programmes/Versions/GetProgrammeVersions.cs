using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>Every version of a programme, newest first, without their texts.</summary>
public sealed record GetProgrammeVersionsQuery(string Slug, PageRequest Page) : IQuery<Result<Page<ProgrammeVersionResponse>>>;

internal sealed class GetProgrammeVersionsValidator : AbstractValidator<GetProgrammeVersionsQuery>
{
    public GetProgrammeVersionsValidator()
    {
        RuleFor(query => query.Page).SetValidator(new PageRequestValidator()).OverridePropertyName(string.Empty);
    }
}

internal sealed class GetProgrammeVersionsHandler(IAppDbContext database, IProgrammeCatalogue catalogue)
    : IQueryHandler<GetProgrammeVersionsQuery, Result<Page<ProgrammeVersionResponse>>>
{
    public async Task<Result<Page<ProgrammeVersionResponse>>> Handle(GetProgrammeVersionsQuery query, CancellationToken cancellationToken)
    {
        if (catalogue.Find(query.Slug) is null)
        {
            return CommonErrors.NotFound;
        }

        var versions = database.ProgrammeVersions.AsNoTracking().Of(query.Slug);
        if (query.Page.AfterId is { } after)
        {
            var cursor = ProgrammeVersionId.From(after);
            versions = versions.Where(
                version => version.Version < database.ProgrammeVersions.Where(last => last.Id == cursor).Select(last => last.Version).FirstOrDefault());
        }

        var offered = await database.ProgrammeVersions.OfferedAsync(query.Slug, catalogue, cancellationToken);

        // By their numbers, not by when they came: clocks of replicas differ.
        var rows = await versions.OrderByDescending(version => version.Version).Select(VersionRow.Of).Take(query.Page.Size + 1).ToListAsync(cancellationToken);
        var page = Page<VersionRow>.Of(rows, query.Page, row => row.Id.Value);
        return new Page<ProgrammeVersionResponse>([.. page.Items.Select(row => ProgrammeVersionResponse.From(row, offered))], page.NextCursor);
    }
}
