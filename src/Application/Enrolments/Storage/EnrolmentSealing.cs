using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journal;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>How enrolments and journals are sealed.</summary>
internal static class EnrolmentSealing
{
    private const string StateColumn = "enrolments:state";
    private const string JournalColumn = "journal_entries:content";

    /// <summary>Packed: half a year of offers is some 60 KB that repeat themselves, and about a tenth of it then.</summary>
    public static SealedText SealState(this IPersonalDataSealer sealer, EnrolmentId id, EnrolmentState state) =>
        sealer.Seal(StateColumn, id.Value, PackedText.Pack(StoredText.Write(state.ToStored())));

    public static EnrolmentState OpenState(this IPersonalDataSealer sealer, Enrolment enrolment) =>
        StoredText.Read<StoredEnrolmentV1>(PackedText.Unpack(sealer.Open(StateColumn, enrolment.Id.Value, enrolment.State))).ToState();

    public static SealedText SealEntry(this IPersonalDataSealer sealer, JournalEntryId id, JournalContent content) => content switch
    {
        DiaryEntry entry => sealer.SealForm(JournalColumn, id.Value, entry.ToStored()),
        CravingEntry entry => sealer.SealForm(JournalColumn, id.Value, entry.ToStored()),
        LapseEntry entry => sealer.SealForm(JournalColumn, id.Value, entry.ToStored()),
        AssessmentEntry entry => sealer.SealForm(JournalColumn, id.Value, entry.ToStored()),
        _ => throw new ArgumentOutOfRangeException(nameof(content), content.GetType().Name, message: null),
    };

    public static JournalContent OpenEntry(this IPersonalDataSealer sealer, JournalEntry entry) => entry.Kind switch
    {
        JournalKind.Diary => sealer.Open<StoredDiaryEntryV1>(entry).ToEntry(),
        JournalKind.Craving => sealer.Open<StoredCravingV1>(entry).ToEntry(),
        JournalKind.Lapse or JournalKind.Relapse => sealer.Open<StoredLapseV1>(entry).ToEntry(),
        JournalKind.Assessment => sealer.Open<StoredAssessmentV1>(entry).ToEntry(),
        _ => throw new ArgumentOutOfRangeException(nameof(entry), entry.Kind, message: null),
    };

    private static TForm Open<TForm>(this IPersonalDataSealer sealer, JournalEntry entry)
        where TForm : IStoredForm => sealer.OpenForm<TForm>(JournalColumn, entry.Id.Value, entry.Content);
}
