using System.Text.Json;
using System.Text.Json.Nodes;
using MobileBackend.Api.Json;
using MobileBackend.Application.Enrolments;
using MobileBackend.Application.Enrolments.Entries;
using MobileBackend.Application.Enrolments.Privacy;
using MobileBackend.Domain.Assessments;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.Programmes.Definitions;
using MobileBackend.Domain.Programmes.Versions;
using MobileBackend.Unit.Tests.Programmes;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Enrolments;

/// <summary>The names and words of an export are those that people have been given.</summary>
public sealed class EnrolmentExportTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 21, 15, 0, TimeSpan.Zero);
    private static readonly DateOnly Sunday = new(2026, 11, 22);

    private static readonly Enrolment Row = Enrolment.Begin(
        EnrolmentId.From(KnownEnrolment.State.Journey.Id),
        DeviceId.From(Guid.CreateVersion7(Now)),
        new ProgrammeVersionRef("small", 1),
        new SealedText(string.Empty),
        planDueAt: null,
        Now);

    [Fact]
    public void Export_OfAnEnrolment_HasItsNames()
    {
        var export = JsonSerializer.SerializeToNode(EnrolmentExport.Of(Open(), []), ApiJson.Options)!.AsObject();

        export["enrolment"]!["goal"]!.GetValue<string>().ShouldBe("explore");
        export.Remove("enrolment").ShouldBeTrue();
        foreach (var unordered in new[] { "profile", "answers", "surveyAnswers" })
        {
            var answers = export[unordered]!.AsArray().Select(answer => answer!.DeepClone());
            export[unordered] = new JsonArray([.. answers.OrderBy(answer => (string)answer["question"]!, StringComparer.Ordinal)]);
        }

        Plain(export).ShouldBe(Plain("""
            {
              "enrolledAt":"2026-11-22T21:15:00Z",
              "goalChangedOn":"2026-11-09",
              "lastActiveOn":"2026-11-21",
              "pausedOn":"2026-11-22",
              "profile":[
                {"question":"cigarettesPerDay","number":12},
                {"question":"pregnant","flag":true},
                {"question":"triggers","words":["coffee","stress"]},
                {"question":"why","text":"Mes enfants"}],
              "lapses":[{"on":"2026-10-14","amount":2,"toldOn":"2026-10-15"}],
              "diary":[{"on":"2026-11-18","amount":4}],
              "offers":[{"activity":"day-zero","occurrence":"day-zero~2","day":"2026-11-16","number":3}],
              "done":[{"activity":"day-zero~2","on":"2026-11-17"}],
              "answers":[
                {"question":"review.partner","flag":true},
                {"question":"review.sure","number":7},
                {"question":"review.when","words":["evening"]},
                {"question":"review.why","text":"Le souffle"}],
              "surveyAnswers":[
                {"question":"review~2.partner","flag":true},
                {"question":"review~2.sure","number":8},
                {"question":"review~2.when","words":["morning"]},
                {"question":"review~2.why","text":"Le sport"}],
              "bands":[{"assessment":"ftnd","band":"strong","on":"2026-11-09"}],
              "journal":[]
            }
            """));
    }

    public static TheoryData<string, string> Entries => new()
    {
        {
            nameof(JournalKind.Diary),
            """
            {"kind":"diary","writtenAt":"2026-11-22T21:15:00Z","content":{"occurredAt":"2026-11-22T21:15:00Z","amount":3,"place":"party","company":"friends",
            "trigger":"coffee","mood":6,"sleep":4,"tobaccoMixed":true,"note":"Un verre","day":"2026-11-22"}}
            """
        },
        {
            nameof(JournalKind.Craving),
            """
            {"kind":"craving","writtenAt":"2026-11-22T21:15:00Z","content":{"occurredAt":"2026-11-22T21:15:00Z","intensity":8,"trigger":"stress","place":"work",
            "company":"colleagues","mood":3,"note":"Une dispute","tool":"breathe","resisted":true}}
            """
        },
        {
            nameof(JournalKind.Lapse),
            """
            {"kind":"lapse","writtenAt":"2026-11-22T21:15:00Z","content":{"occurredAt":"2026-11-22T21:15:00Z","cigarettes":2,
            "day":"2026-11-22","toldOn":"2026-11-22"}}
            """
        },
        {
            nameof(JournalKind.Relapse),
            """
            {"kind":"relapse","writtenAt":"2026-11-22T21:15:00Z","content":{"occurredAt":"2026-11-22T21:15:00Z","cigarettes":2,
            "day":"2026-11-22","toldOn":"2026-11-22"}}
            """
        },
        {
            nameof(JournalKind.Assessment),
            """
            {"kind":"assessment","writtenAt":"2026-11-22T21:15:00Z","content":{"code":"ftnd","version":2,"answers":{"first":{"option":"within-5"},
            "pros":{"entries":[{"text":"Le souffle","weight":7}]}},"score":5,"band":"medium"}}
            """
        },
    };

    [Theory]
    [MemberData(nameof(Entries))]
    public void Export_OfAnEntry_HasItsNames(string kind, string expected)
    {
        var of = Enum.Parse<JournalKind>(kind);
        var entry = JournalEntry.Write(JournalEntryId.From(Guid.CreateVersion7(Now)), Row, of, new SealedText(string.Empty), Now);

        Plain(JsonSerializer.SerializeToNode(JournalEntryExport.Of(entry, ContentOf(of)), ApiJson.Options)!).ShouldBe(Plain(expected));
    }

    private static JournalContent ContentOf(JournalKind kind) => kind switch
    {
        JournalKind.Diary => new DiaryEntry(Now, Sunday, 3)
        {
            Place = CravingPlace.Party,
            Company = Company.Friends,
            Trigger = "coffee",
            Mood = 6,
            Sleep = 4,
            TobaccoMixed = true,
            Note = "Un verre",
        },
        JournalKind.Craving => new CravingEntry(Now)
        {
            Intensity = 8,
            Trigger = "stress",
            Place = CravingPlace.Work,
            Company = Company.Colleagues,
            Mood = 3,
            Note = "Une dispute",
            Tool = "breathe",
            Resisted = true,
        },
        JournalKind.Assessment => new AssessmentEntry(
            "ftnd",
            2,
            new Dictionary<string, AssessmentAnswer>
            {
                ["first"] = new AssessmentAnswer("within-5", null),
                ["pros"] = new AssessmentAnswer(null, [new BalanceEntry("Le souffle", 7)]),
            },
            5,
            "medium"),
        _ => new LapseEntry(Now, 2, Sunday, Sunday),
    };

    private static string Plain(JsonNode node) => node.ToJsonString(ApiJson.Options);

    private static string Plain(string json) => Plain(JsonNode.Parse(json)!);

    private static OpenEnrolment Open() => new(
        Row,
        Device.Register(
            DeviceId.From(Guid.CreateVersion7(Now)),
            DeviceApp.Tis,
            DevicePlatform.Ios,
            Locale.Parse("fr").Value,
            PersonTimeZone.Parse(FrenchClock.TimeZoneId).Value,
            null,
            Now),
        SmallProgramme.Read(),
        KnownEnrolment.State,
        PushesAhead: 0,
        Now);
}
