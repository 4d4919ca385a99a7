using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Domain.Enrolments.Journal;

/// <summary>What somebody wrote down.</summary>
public enum JournalKind
{
    /// <summary>What they used, and how it was.</summary>
    Diary,

    Craving,

    Lapse,

    Relapse,

    /// <summary>The answers to an instrument and what they came to.</summary>
    Assessment,
}

/// <summary>Something that a person told about themselves, in full; what the planner needs of it is in the enrolment's state as well.</summary>
public sealed class JournalEntry
{
    private JournalEntry(JournalEntryId id, EnrolmentId enrolmentId, DeviceId deviceId, JournalKind kind, SealedText content, DateTimeOffset writtenAt)
    {
        Id = id;
        EnrolmentId = enrolmentId;
        DeviceId = deviceId;
        Kind = kind;
        Content = content;
        WrittenAt = writtenAt;
    }

    public JournalEntryId Id { get; private set; }

    public EnrolmentId EnrolmentId { get; private set; }

    public DeviceId DeviceId { get; private set; }

    public JournalKind Kind { get; private set; }

    /// <summary>What they wrote, sealed.</summary>
    public SealedText Content { get; private set; }

    /// <summary>By the service's clock.</summary>
    public DateTimeOffset WrittenAt { get; private set; }

    public static JournalEntry Write(JournalEntryId id, Enrolment enrolment, JournalKind kind, SealedText content, DateTimeOffset now) =>
        new(id, enrolment.Id, enrolment.DeviceId, kind, content, now);

    /// <summary>Completes it with what came after.</summary>
    public void Rewrite(SealedText content) => Content = content;
}
