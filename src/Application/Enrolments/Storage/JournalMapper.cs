using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Domain.Assessments;

namespace MobileBackend.Application.Enrolments.Storage;

/// <summary>What is in the journal to and from the forms it is stored in, member by member.</summary>
internal static class JournalMapper
{
    public static StoredDiaryEntryV1 ToStored(this DiaryEntry entry) => new(
        entry.OccurredAt,
        entry.Day,
        entry.Amount,
        EnrolmentWords.Places.WordOf(entry.Place),
        EnrolmentWords.Companies.WordOf(entry.Company),
        entry.Trigger,
        entry.Mood,
        entry.Sleep,
        entry.TobaccoMixed,
        entry.Note);

    public static DiaryEntry ToEntry(this StoredDiaryEntryV1 stored) => new(stored.OccurredAt, stored.Day, stored.Amount)
    {
        Place = EnrolmentWords.Places.ValueOrNull(stored.Place),
        Company = EnrolmentWords.Companies.ValueOrNull(stored.Company),
        Trigger = stored.Trigger,
        Mood = stored.Mood,
        Sleep = stored.Sleep,
        TobaccoMixed = stored.TobaccoMixed,
        Note = stored.Note,
    };

    public static StoredCravingV1 ToStored(this CravingEntry entry) => new(
        entry.OccurredAt,
        entry.Intensity,
        entry.Trigger,
        EnrolmentWords.Places.WordOf(entry.Place),
        EnrolmentWords.Companies.WordOf(entry.Company),
        entry.Mood,
        entry.Note,
        entry.Tool,
        entry.Resisted);

    public static CravingEntry ToEntry(this StoredCravingV1 stored) => new(stored.OccurredAt)
    {
        Intensity = stored.Intensity,
        Trigger = stored.Trigger,
        Place = EnrolmentWords.Places.ValueOrNull(stored.Place),
        Company = EnrolmentWords.Companies.ValueOrNull(stored.Company),
        Mood = stored.Mood,
        Note = stored.Note,
        Tool = stored.Tool,
        Resisted = stored.Resisted,
    };

    public static StoredLapseV1 ToStored(this LapseEntry entry) => new(entry.OccurredAt, entry.Cigarettes, entry.Day, entry.ReportedOn);

    public static LapseEntry ToEntry(this StoredLapseV1 stored) => new(stored.OccurredAt, stored.Cigarettes, stored.Day, stored.ReportedOn);

    public static StoredAssessmentV1 ToStored(this AssessmentEntry entry) => new(
        entry.Code,
        entry.Version,
        entry.Answers.ToDictionary(given => given.Key, given => ToStored(given.Value), StringComparer.Ordinal),
        entry.Score,
        entry.Band);

    public static AssessmentEntry ToEntry(this StoredAssessmentV1 stored) => new(
        stored.Code,
        stored.InstrumentVersion,
        stored.Answers.ToDictionary(given => given.Key, given => FromStored(given.Value), StringComparer.Ordinal),
        stored.Score,
        stored.Band);

    private static StoredAssessmentV1.AnswerPart ToStored(AssessmentAnswer answer) =>
        new(answer.Option, answer.Entries?.Select(entry => new StoredAssessmentV1.EntryPart(entry.Text, entry.Weight)).ToList());

    private static AssessmentAnswer FromStored(StoredAssessmentV1.AnswerPart answer) =>
        new(answer.Option, answer.Entries?.Select(entry => new BalanceEntry(entry.Text, entry.Weight)).ToList());
}
