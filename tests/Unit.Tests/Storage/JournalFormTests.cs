using MobileBackend.Application.Common.Storage;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Storage;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Programmes.Definitions;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Storage;

/// <summary>The journal is stored member by member, and comes back as it was.</summary>
public sealed class JournalFormTests
{
    private static readonly DateTimeOffset Evening = new(2026, 11, 22, 21, 15, 0, TimeSpan.Zero);
    private static readonly DateOnly Sunday = new(2026, 11, 22);

    private static readonly DiaryEntry Diary = new(Evening, Sunday, 3)
    {
        Place = CravingPlace.Party,
        Company = Company.Friends,
        Trigger = "coffee",
        Mood = 6,
        Sleep = 4,
        TobaccoMixed = true,
        Note = "Un verre de trop",
    };

    private static readonly CravingEntry Craving = new(Evening)
    {
        Intensity = 8,
        Trigger = "stress",
        Place = CravingPlace.Work,
        Company = Company.Colleagues,
        Mood = 3,
        Note = "Une dispute",
        Tool = "breathe",
        Resisted = true,
    };

    private static readonly LapseEntry Lapse = new(Evening, Cigarettes: 2, Sunday, ReportedOn: Sunday.AddDays(1));

    private static readonly AssessmentEntry Assessment = new(
        "ftnd",
        2,
        new Dictionary<string, AssessmentAnswer>
        {
            ["first"] = new AssessmentAnswer("within-5", null),
            ["pros"] = new AssessmentAnswer(null, [new BalanceEntry("Le souffle", 7)]),
        },
        Score: 5,
        Band: "medium");

    [Fact]
    public void Mapper_KnownEntries_WriteTheSamples()
    {
        StoredText.Write(Diary.ToStored()).ShouldBe(SampleOf<StoredDiaryEntryV1>());
        StoredText.Write(Craving.ToStored()).ShouldBe(SampleOf<StoredCravingV1>());
        StoredText.Write(Lapse.ToStored()).ShouldBe(SampleOf<StoredLapseV1>());
        StoredText.Write(Assessment.ToStored()).ShouldBe(SampleOf<StoredAssessmentV1>());
    }

    [Fact]
    public void Mapper_Samples_ReadTheKnownEntries()
    {
        StoredText.Read<StoredDiaryEntryV1>(SampleOf<StoredDiaryEntryV1>()).ToEntry().ShouldBe(Diary);
        StoredText.Read<StoredCravingV1>(SampleOf<StoredCravingV1>()).ToEntry().ShouldBe(Craving);
        StoredText.Read<StoredLapseV1>(SampleOf<StoredLapseV1>()).ToEntry().ShouldBe(Lapse);
        var assessment = StoredText.Read<StoredAssessmentV1>(SampleOf<StoredAssessmentV1>()).ToEntry();
        (assessment.Repeats(Assessment), assessment.Score, assessment.Band).ShouldBe((true, 5, "medium"));
    }

    [Fact]
    public void Mapper_EntryThatSaysLittle_ComesBackAsItWas()
    {
        new DiaryEntry(Evening, Sunday, 0).ToStored().ToEntry().ShouldBe(new DiaryEntry(Evening, Sunday, 0));
        StoredText.Write(new CravingEntry(Evening).ToStored()).ShouldBe("""v1:{"occurredAt":"2026-11-22T21:15:00+00:00"}""");
        new CravingEntry(Evening).ToStored().ToEntry().ShouldBe(new CravingEntry(Evening));
    }

    private static string SampleOf<TForm>()
        where TForm : IStoredForm => StoredSamples.Find(typeof(TForm))!.TrimEnd('\n');
}
