using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Programmes.Versions;

public readonly record struct ProgrammeVersionId(Guid Value) : ITypedId<ProgrammeVersionId>
{
    public static ProgrammeVersionId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Where a version stands.</summary>
public enum ProgrammeVersionStatus
{
    /// <summary>Never published by staff: just uploaded, or came with a release that something else was published before or since.</summary>
    Draft,

    /// <summary>What people begin with now.</summary>
    Published,

    /// <summary>Was published; whoever began with it goes on with it, and it can be published again.</summary>
    Retired,
}

/// <summary>
/// One version of a programme, as its author wrote it. Its text never changes, but for that of a release until it is published, and it is never removed,
/// since somebody may be on the way with it. Which one people begin with is the last publication of its programme; before the first, what came with the
/// release.
/// </summary>
public sealed class ProgrammeVersion : AggregateRoot
{
    /// <summary>Who uploaded a version that came with a release.</summary>
    public const string Release = "release";

    /// <summary>The greatest number: that of a mistyped year, or of a counter that ran away, must not be the last one for ever.</summary>
    public const int Greatest = 10_000;

    /// <summary>How much higher than every other the number of an upload may be, for the same reason.</summary>
    public const int FarthestStep = 100;

    private ProgrammeVersion(ProgrammeVersionId id, string slug, int version, string definition, string uploadedBy, DateTimeOffset uploadedAt)
    {
        Id = id;
        Slug = slug;
        Version = version;
        Definition = definition;
        UploadedBy = uploadedBy;
        UploadedAt = uploadedAt;
    }

    public ProgrammeVersionId Id { get; private set; }

    /// <summary>The programme.</summary>
    public string Slug { get; private set; }

    /// <summary>The number in its own text, unique in its programme.</summary>
    public int Version { get; private set; }

    /// <summary>What names it.</summary>
    /// <remarks>The two columns behind it are indexed, one with others too, so they are mapped as they are.</remarks>
    public ProgrammeVersionRef Ref => new(Slug, Version);

    /// <summary>The YAML.</summary>
    public string Definition { get; private set; }

    /// <summary>The directory's object id of the member of staff, or <see cref="Release"/>.</summary>
    public string UploadedBy { get; private set; }

    public DateTimeOffset UploadedAt { get; private set; }

    /// <summary>
    /// Counts the publications of the programme; null where this version never was. A count, not an instant, says which is the last: replicas' clocks differ.
    /// </summary>
    public int? Publication { get; private set; }

    /// <summary>When it was published last.</summary>
    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>The version that whoever is on the way with this one is moved to, where it lets them go on; null where they stay.</summary>
    public int? Successor { get; private set; }

    /// <summary>A version by a member of staff.</summary>
    /// <param name="id">Of the version.</param>
    /// <param name="version">The programme, and the number in the text.</param>
    /// <param name="highest">The highest number that the programme has so far.</param>
    /// <param name="definition">The YAML, already checked.</param>
    /// <param name="uploadedBy">The directory's object id.</param>
    /// <param name="now">The present.</param>
    public static Result<ProgrammeVersion> Upload(
        ProgrammeVersionId id, ProgrammeVersionRef version, int highest, string definition, string uploadedBy, DateTimeOffset now) =>
        version.Version <= highest ? ProgrammeVersionErrors.NotHigher.With(ProgrammeVersionErrors.HighestVersion, highest)
        : version.Version > highest + FarthestStep ? ProgrammeVersionErrors.TooHigh.With(ProgrammeVersionErrors.HighestVersion, highest)
        : new ProgrammeVersion(id, version.Slug, version.Version, definition, uploadedBy, now);

    /// <summary>A version that came with a release, kept for those who are on the way with it when the next release comes.</summary>
    public static ProgrammeVersion OfRelease(ProgrammeVersionId id, ProgrammeVersionRef version, string definition, DateTimeOffset now) =>
        new(id, version.Slug, version.Version, definition, Release, now);

    /// <summary>Takes what a release says of the version that it brought itself: until it is published, its file is what counts.</summary>
    /// <returns>False where staff uploaded or published this number: theirs stays.</returns>
    public bool FollowRelease(string definition)
    {
        var follows = string.Equals(UploadedBy, Release, StringComparison.Ordinal) && Publication is null;
        Definition = follows ? definition : Definition;
        return follows;
    }

    /// <summary>Has people begin with this version from now on. Going back to an earlier one is the same.</summary>
    /// <param name="last">The number of the programme's last publication; 0 where there is none.</param>
    /// <param name="now">The present.</param>
    /// <returns>False where it is the published one already, and nothing changes.</returns>
    public bool Publish(int last, DateTimeOffset now)
    {
        if (Publication is { } own && own == last)
        {
            return false;
        }

        Publication = last + 1;
        PublishedAt = now;
        return true;
    }

    /// <summary>Has whoever is on the way with this version moved to another, one by one, where it lets them go on.</summary>
    /// <param name="next">A newer one that was published at least once: what nobody could begin with, nobody is led to.</param>
    public Result<ProgrammeVersion> LeadTo(ProgrammeVersion next)
    {
        if (next.Version <= Version || next.Publication is null)
        {
            return ProgrammeVersionErrors.CannotSucceed;
        }

        Successor = next.Version;
        return this;
    }

    /// <summary>Has everybody stay who is on the way with this version.</summary>
    public void LeadNowhere() => Successor = null;
}
