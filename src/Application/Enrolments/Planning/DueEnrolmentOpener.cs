using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Enrolments.Planning;

/// <summary>An enrolment whose day is to be planned.</summary>
/// <param name="Enrolment">The row.</param>
/// <param name="Open">Opens it, by the version that follows its own where staff want that; null where its device is gone.</param>
internal sealed record DueEnrolment(Enrolment Enrolment, Func<OpenEnrolment?> Open)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => Enrolment.Id.ToString();
}

/// <summary>Reads the enrolments whose day is to be planned, so that each can then be opened, or fail to be, on its own.</summary>
[SharedService]
internal sealed class DueEnrolmentOpener(IAppDbContext database, IProgrammeCatalogue programmes, EnrolmentOpener opener)
{
    public async Task<IReadOnlyList<DueEnrolment>> OpenersOfAsync(IReadOnlyCollection<EnrolmentId> ids, CancellationToken cancellationToken)
    {
        var enrolments = await database.Enrolments
            .Where(enrolment => ids.Contains(enrolment.Id)).OrderBy(enrolment => enrolment.Id).ToListAsync(cancellationToken);
        var open = await opener.OpenerForAsync(enrolments, cancellationToken);
        var successors = new Dictionary<ProgrammeVersionRef, ProgrammeDefinition?>();
        foreach (var version in enrolments.Select(enrolment => enrolment.Follows).Distinct())
        {
            successors[version] = await programmes.FindSuccessorAsync(version, cancellationToken);
        }

        return enrolments.ConvertAll(enrolment => new DueEnrolment(enrolment, () => OpenWithSuccessor(enrolment)));

        OpenEnrolment? OpenWithSuccessor(Enrolment enrolment) =>
            successors[enrolment.Follows] is { } successor ? open(enrolment)?.GoingOnWith(successor) : open(enrolment);
    }
}
