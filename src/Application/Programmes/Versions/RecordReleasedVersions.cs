using FluentValidation;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Programmes.Versions;

/// <summary>
/// Keeps the versions that came with this release beside those of staff, so that whoever begins with one can go on with it in the next release.
/// </summary>
/// <param name="Versions">As the files have them, already checked.</param>
/// <remarks>The answer is the slugs of which staff have another version under the same number.</remarks>
public sealed record RecordReleasedVersionsCommand(IReadOnlyList<ReleasedVersion> Versions) : ICommand<Result<string[]>>;

/// <summary>A version that came with this release.</summary>
/// <param name="Version">The programme, and the number in the text.</param>
/// <param name="Definition">The YAML.</param>
public sealed record ReleasedVersion(ProgrammeVersionRef Version, string Definition);

internal sealed class RecordReleasedVersionsValidator : AbstractValidator<RecordReleasedVersionsCommand>;

internal sealed class RecordReleasedVersionsHandler(IAppDbContext database, TimeProvider time)
    : ICommandHandler<RecordReleasedVersionsCommand, Result<string[]>>
{
    public async Task<Result<string[]>> Handle(RecordReleasedVersionsCommand command, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var others = new List<string>();
        foreach (var (version, definition) in command.Versions)
        {
            var known = await database.ProgrammeVersions.Of(version).SingleOrDefaultAsync(cancellationToken);
            if (known is null)
            {
                database.ProgrammeVersions.Add(ProgrammeVersion.OfRelease(ProgrammeVersionId.From(Guid.CreateVersion7(now)), version, definition, now));
            }
            else if (!string.Equals(known.Definition, definition, StringComparison.Ordinal) && !known.FollowRelease(definition))
            {
                others.Add(version.Slug);
            }
        }

        return others.ToArray();
    }
}
