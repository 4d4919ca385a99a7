using System.Text.Json.Serialization;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Journeys;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Privacy;

/// <summary>An enrolment as its person takes it along: names and words stay as they are, whatever the code calls them.</summary>
internal sealed record EnrolmentExport(
    ParticipationExport Enrolment,
    DateTimeOffset EnrolledAt,
    DateOnly? GoalChangedOn,
    DateOnly LastActiveOn,
    DateOnly? PausedOn,
    IReadOnlyList<AnswerExport> Profile,
    IReadOnlyList<AttemptLapseExport> Lapses,
    IReadOnlyList<DiaryDayExport> Diary,
    IReadOnlyList<OfferExport> Offers,
    IReadOnlyList<CompletionExport> Done,
    IReadOnlyList<AnswerExport> Answers,
    IReadOnlyList<AnswerExport> SurveyAnswers,
    IReadOnlyList<BandExport> Bands,
    IReadOnlyList<JournalEntryExport> Journal)
{
    public static EnrolmentExport Of(OpenEnrolment open, IReadOnlyList<JournalEntryExport> entries)
    {
        var journey = open.Journey;
        return new EnrolmentExport(
            ParticipationExport.From(EnrolmentResponse.From(open)),
            open.Enrolment.EnrolledAt,
            journey.GoalChangedOn,
            journey.LastActiveOn,
            journey.PausedOn,
            [.. journey.Profile.Select(AnswerExport.Of)],
            [.. journey.Attempts.SelectMany(attempt => attempt.Lapses).Select(lapse => new AttemptLapseExport(lapse.Day, lapse.Amount, lapse.ToldOn))],
            [.. journey.Diary.Select(day => new DiaryDayExport(day.Key, day.Value))],
            [.. journey.Offers.Select(offer => new OfferExport(offer.Activity, offer.Occurrence, offer.Day, offer.Number))],
            [.. journey.Done.OrderBy(done => done.Value).Select(done => new CompletionExport(done.Key, done.Value))],
            [.. journey.Answers.Select(AnswerExport.Of)],
            [.. journey.SurveyAnswers.Select(AnswerExport.Of)],
            [.. journey.Bands.Select(band => new BandExport(band.Key, band.Value.Band, band.Value.Day))],
            entries);
    }

    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(EnrolmentExport);
}

internal sealed record AnswerExport(string Question, int? Number, bool? Flag, IReadOnlyList<string>? Words, string? Text)
{
    public static AnswerExport Of(KeyValuePair<string, Answer> answer) =>
        new(answer.Key, answer.Value.Number, answer.Value.Flag, answer.Value.Words is { } words ? [.. words] : null, answer.Value.Text);
}

internal sealed record AttemptLapseExport(DateOnly On, int Amount, DateOnly ToldOn);

internal sealed record DiaryDayExport(DateOnly On, int Amount);

internal sealed record OfferExport(string Activity, string Occurrence, DateOnly Day, int Number);

internal sealed record CompletionExport(string Activity, DateOnly On);

internal sealed record BandExport(string Assessment, string Band, DateOnly On);

/// <param name="Kind">What it is.</param>
/// <param name="WrittenAt">By the service's clock.</param>
/// <param name="Content">In full.</param>
internal sealed record JournalEntryExport(string Kind, DateTimeOffset WrittenAt, JournalContentExport Content)
{
    public static JournalEntryExport Of(JournalEntry entry, JournalContent content) => new(WordOf(entry.Kind), entry.WrittenAt, ContentOf(content));

    private static JournalContentExport ContentOf(JournalContent content) => content switch
    {
        DiaryEntry entry => DiaryExport.Of(entry),
        CravingEntry entry => CravingExport.Of(entry),
        LapseEntry entry => new LapseExport(entry.OccurredAt, entry.Cigarettes, entry.Day, entry.ReportedOn),
        AssessmentEntry entry => AssessmentExport.Of(entry),
        _ => throw new ArgumentOutOfRangeException(nameof(content), content.GetType().Name, message: null),
    };

    private static string WordOf(JournalKind kind) => kind switch
    {
        JournalKind.Diary => "diary",
        JournalKind.Craving => "craving",
        JournalKind.Lapse => "lapse",
        JournalKind.Relapse => "relapse",
        JournalKind.Assessment => "assessment",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, message: null),
    };
}

/// <summary>What a person wrote; the kind of the entry says which it is.</summary>
[JsonDerivedType(typeof(DiaryExport))]
[JsonDerivedType(typeof(CravingExport))]
[JsonDerivedType(typeof(LapseExport))]
[JsonDerivedType(typeof(AssessmentExport))]
internal abstract record JournalContentExport
{
    /// <summary>Never the content.</summary>
    public sealed override string ToString() => "(journal entry)";
}

internal sealed record DiaryExport(
    DateTimeOffset OccurredAt,
    int Amount,
    string? Place,
    string? Company,
    string? Trigger,
    int? Mood,
    int? Sleep,
    bool? TobaccoMixed,
    string? Note,
    DateOnly Day) : JournalContentExport
{
    public static DiaryExport Of(DiaryEntry entry) => new(
        entry.OccurredAt,
        entry.Amount,
        EnrolmentWords.Places.WordOf(entry.Place),
        EnrolmentWords.Companies.WordOf(entry.Company),
        entry.Trigger,
        entry.Mood,
        entry.Sleep,
        entry.TobaccoMixed,
        entry.Note,
        entry.Day);
}

internal sealed record CravingExport(
    DateTimeOffset OccurredAt, int? Intensity, string? Trigger, string? Place, string? Company, int? Mood, string? Note, string? Tool, bool? Resisted)
    : JournalContentExport
{
    public static CravingExport Of(CravingEntry entry) => new(
        entry.OccurredAt,
        entry.Intensity,
        entry.Trigger,
        EnrolmentWords.Places.WordOf(entry.Place),
        EnrolmentWords.Companies.WordOf(entry.Company),
        entry.Mood,
        entry.Note,
        entry.Tool,
        entry.Resisted);
}

internal sealed record LapseExport(DateTimeOffset OccurredAt, int Cigarettes, DateOnly Day, DateOnly ToldOn) : JournalContentExport;

internal sealed record AssessmentExport(
    string Code, int Version, IReadOnlyDictionary<string, AssessmentAnswerExport> Answers, int? Score, string? Band) : JournalContentExport
{
    public static AssessmentExport Of(AssessmentEntry entry) => new(
        entry.Code,
        entry.Version,
        entry.Answers.ToDictionary(given => given.Key, given => AssessmentAnswerExport.Of(given.Value), StringComparer.Ordinal),
        entry.Score,
        entry.Band);
}

internal sealed record AssessmentAnswerExport(string? Option, IReadOnlyList<BalanceEntryExport>? Entries)
{
    public static AssessmentAnswerExport Of(AssessmentAnswer answer) =>
        new(answer.Option, answer.Entries?.Select(entry => new BalanceEntryExport(entry.Text, entry.Weight)).ToList());
}

internal sealed record BalanceEntryExport(string? Text, int? Weight);
