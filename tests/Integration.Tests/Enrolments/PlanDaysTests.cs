using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Integration.Tests.Pushes;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;
using static MobileBackend.Integration.Tests.Enrolments.EnrolmentCalls;

namespace MobileBackend.Integration.Tests.Enrolments;

/// <summary>What people are sent by a programme, and when.</summary>
public sealed class PlanDaysTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Plan_AtTheirMidnight_TellsAtTheirTimeAndPushesNeutralWords(DatabaseKind kind)
    {
        await using var stage = await PushStage.OpenAsync(kind, new KeyValuePair<string, string?>("Coaching:PollInterval", "00:00:00.100"));
        var phone = await stage.PhoneAsync("Indian/Reunion");
        var enrolment = await phone.Client.EnrolAsync();

        // 8:29 of the next day in Saint-Denis, where Paris has 5:29.
        stage.Time.Now = new DateTimeOffset(2026, 11, 24, 4, 29, 0, TimeSpan.Zero);
        var planned = await PlannedAsync(stage, phone, Today.AddDays(1));
        planned[0].DueAt.ShouldBe(new DateTimeOffset(2026, 11, 24, 4, 30, 0, TimeSpan.Zero));
        stage.Firebase.Book.Messages.ShouldBeEmpty();
        (await phone.Client.CoachingMessagesAsync()).ShouldAllBe(message => (DateTimeOffset)message["toldAt"]! <= stage.Time.Now);

        stage.Time.Advance(TimeSpan.FromMinutes(2));
        await stage.UntilAsync(book => book.Messages.Count == 1);
        var told = (await phone.Client.CoachingMessagesAsync())[0];
        ((string)told["subjectId"]!).ShouldBe((string)enrolment["id"]!);
        ((string)told["body"]!).ShouldContain("Pourquoi ce message");
        ((string)told["title"]!).ShouldBe((string)(await phone.Client.TodayAsync(enrolment))["activities"]!.AsArray()[0]!["title"]!);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Plan_ByManyAtOnce_TellsNobodyTwice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var one = await ApiHost.StartAsync(database, settings: [NoWorker, new("Coaching:PlannedAtOnce", "5")]);
        await using var other = await ApiHost.StartAsync(database, settings: [NoWorker, new("Coaching:PlannedAtOnce", "3")], time: one.Time);
        var people = new List<(HttpClient Device, JsonNode Enrolment)>();
        for (var person = 0; person < 20; person++)
        {
            var device = await one.RegisterFreshDeviceAsync();
            people.Add((device, await device.EnrolAsync()));
        }

        one.Time.Advance(TimeSpan.FromDays(1));
        var planned = await Task.WhenAll(one.PlanDueDaysAsync(), other.PlanDueDaysAsync(), one.PlanDueDaysAsync(), other.PlanDueDaysAsync());

        planned.Sum().ShouldBe(20);
        foreach (var (device, enrolment) in people)
        {
            await ShouldHaveToldEachOnceAsync(one, device, enrolment);
            (await device.CoachingMessagesAsync()).ShouldNotBeEmpty();
        }

        (await one.PlanDueDaysAsync()).ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Plan_WhilePeopleEraseThemselves_LeavesNothingOfThem(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker, new("Coaching:PlannedAtOnce", "3")]);
        var people = new List<HttpClient>();
        for (var person = 0; person < 12; person++)
        {
            people.Add(await api.RegisterFreshDeviceAsync());
            await people[^1].PostPartAsync(await people[^1].EnrolAsync(), "cravings", new { note = "Un mot" }).ReadAsync(HttpStatusCode.Created);
        }

        (await api.WithServiceAsync((AppDbContext context) => context.JournalEntries.CountAsync())).ShouldBe(people.Count);
        api.Time.Advance(TimeSpan.FromDays(1));
        var erasures = people.Select(person => person.DeleteAsync("/api/v1/devices/me"));
        await Task.WhenAll([.. erasures, api.PlanDueDaysAsync(), api.PlanDueDaysAsync()]);

        foreach (var count in (Func<AppDbContext, Task<int>>[])
            [
                context => context.Enrolments.CountAsync(),
                context => context.InboxMessages.CountAsync(),
                context => context.Pushes.CountAsync(),
                context => context.JournalEntries.CountAsync()])
        {
            (await api.WithServiceAsync(count)).ShouldBe(0);
        }
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Plan_OneThatCannotBeOpened_HoldsUpNobodyElse(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var broken = await (await api.RegisterDeviceAsync()).EnrolAsync();
        var device = await api.RegisterFreshDeviceAsync();
        var sound = await device.EnrolAsync();
        var id = EnrolmentId.From((Guid)broken["id"]!);
        await api.WithServiceAsync((AppDbContext context) => context.Enrolments.Where(enrolment => enrolment.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(enrolment => enrolment.State, new SealedText("nobody-opens-this"))));

        api.Time.Advance(TimeSpan.FromDays(1));
        (await api.PlanDueDaysAsync()).ShouldBe(2);

        (await PlanDueAtAsync(api, (Guid)sound["id"]!)).ShouldBe(new DateTimeOffset(2026, 11, 24, 23, 0, 0, TimeSpan.Zero));
        (await PlanDueAtAsync(api, id.Value)).ShouldBe(api.Time.GetUtcNow().AddMinutes(30));
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task MoveQuitDate_PlansAnewOnlyWhatIsNeitherDoneNorSent(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync(Body().With("quitDate", "2026-11-30"));
        api.Time.Now = new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);
        await api.PlanDueDaysAsync();
        api.Time.Now = new DateTimeOffset(2026, 11, 24, 7, 40, 0, TimeSpan.Zero);
        var before = (await device.TodayAsync(enrolment))["activities"]!.Keys();
        var told = (await device.CoachingMessagesAsync()).Select(message => (string)message["id"]!).ToList();
        var written = await MessagesAsync(api);
        var untold = await MessagesAsync(api, toldAfter: api.Time.Now);
        (await PushesOfAsync(api, untold)).ShouldBeGreaterThan(0);

        // The first of the day has been told by now; what was to come later is another.
        await device.PutPartAsync(enrolment, "quit-date", new { quitDate = "2026-11-25" }).ReadAsync(HttpStatusCode.OK);

        var after = (await device.TodayAsync(enrolment))["activities"]!.Keys();
        after[0].ShouldBe(before[0]);
        after.Skip(1).ShouldNotBe(before.Skip(1));
        var rewritten = await MessagesAsync(api);
        rewritten.Intersect(untold).ShouldBeEmpty();
        (await PushesOfAsync(api, untold)).ShouldBe(0);
        rewritten.Except(written).ShouldNotBeEmpty();
        (await device.CoachingMessagesAsync()).Select(message => (string)message["id"]!).Intersect(told).ShouldBe(told);
        await ShouldHaveToldEachOnceAsync(api, device, enrolment);
        api.Time.Advance(TimeSpan.FromDays(1));
        await api.PlanDueDaysAsync();
        ((int)(await device.TodayAsync(enrolment))["dayNumber"]!).ShouldBe(0);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Pause_StopsWhatWasPlannedAndResumeGoesOn(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync();
        api.Time.Advance(TimeSpan.FromHours(22));
        await api.PlanDueDaysAsync();

        ((string)(await device.PostPartAsync(enrolment, "pause").ReadAsync(HttpStatusCode.OK))["status"]!).ShouldBe("paused");
        await device.PostPartAsync(enrolment, "pause").ReadAsync(HttpStatusCode.OK);

        var now = api.Time.GetUtcNow();
        (await api.WithServiceAsync((AppDbContext context) => context.InboxMessages.CountAsync(message => message.Topic == InboxTopic.Coaching
            && message.ToldAt > now))).ShouldBe(0);
        (await api.WithServiceAsync((AppDbContext context) => context.Pushes.CountAsync(push => push.DueAt > now))).ShouldBe(0);
        api.Time.Advance(TimeSpan.FromDays(3));
        (await api.PlanDueDaysAsync()).ShouldBe(0);
        (await device.TodayAsync(enrolment))["activities"]!.AsArray().ShouldBeEmpty();

        var resumed = await device.PostPartAsync(enrolment, "resume").ReadAsync(HttpStatusCode.OK);
        ((string)resumed["status"]!).ShouldBe("active");
        (await device.TodayAsync(enrolment))["activities"]!.AsArray().ShouldNotBeEmpty();
        api.Time.Advance(TimeSpan.FromDays(1));
        (await api.PlanDueDaysAsync()).ShouldBe(1);
    }

    /// <summary>
    /// Whoever says something of themselves in the morning is called to the app as often as before: what is planned anew takes the places of what was.
    /// </summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Replan_OfADayWhosePushesWait_KeepsAsMany(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var (device, enrolment) = await QuitYesterdayAsync(api);
        var planned = await PushesAsync(api, PushStatus.Planned);
        planned.ShouldBeGreaterThan(1);

        await device.PutPartAsync(enrolment, "messaging", new { frequency = "daily", preferredTime = "09:00" }).ReadAsync(HttpStatusCode.OK);

        (await PushesAsync(api, PushStatus.Planned)).ShouldBe(planned);
        await ShouldHaveToldEachOnceAsync(api, device, enrolment);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Complete_BeforeItsPush_CallsNobodyToWhatIsDone(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var (device, enrolment) = await QuitYesterdayAsync(api);
        var planned = await PushesAsync(api, PushStatus.Planned);
        var cancelled = await PushesAsync(api, PushStatus.Cancelled);
        var first = (await device.TodayAsync(enrolment))["activities"]!.Keys()[0];

        for (var time = 0; time < 2; time++)
        {
            await device.PostPartAsync(enrolment, $"activities/{first}/completion", new { }).ReadAsync(HttpStatusCode.OK);
        }

        (await PushesAsync(api, PushStatus.Planned)).ShouldBe(planned - 1);
        (await PushesAsync(api, PushStatus.Cancelled)).ShouldBe(cancelled + 1);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Plan_BothProgrammesOfSomebodyWhoWantsThreeAWeek_CallsOnce(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterFreshDeviceAsync();
        foreach (var programme in new[] { "tis", "jeanne" })
        {
            await device.EnrolAsync(Body(programme: programme)
                .With("messaging", new JsonObject { ["frequency"] = "three-per-week", ["preferredTime"] = "09:00" }));
        }

        var calls = new List<int>();
        for (var day = 1; day <= 7; day++)
        {
            // Half an hour after each midnight of Paris.
            api.Time.Now = new DateTimeOffset(2026, 11, 22, 23, 30, 0, TimeSpan.Zero).AddDays(day);
            await api.PlanDueDaysAsync();
            var now = api.Time.Now;
            calls.Add(await api.WithServiceAsync((AppDbContext context) => context.Pushes.CountAsync(push => push.Status == PushStatus.Planned
                && push.DueAt > now)));
        }

        // From Tuesday to Monday.
        calls.ShouldBe([0, 1, 0, 1, 0, 0, 1]);
    }

    /// <summary>Who only pauses the other programme follows it still; who reached its end does not, and is not told that they do.</summary>
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Plan_BesideAnotherProgramme_SpeaksOfItWhileItIsFollowed(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var (over, paused, current) = (await api.RegisterFreshDeviceAsync(), await api.RegisterFreshDeviceAsync(), await api.RegisterFreshDeviceAsync());
        var askedNowAndThen = await api.RegisterFreshDeviceAsync();
        await over.EnrolAsync(Body("reduce", "jeanne"));
        await askedNowAndThen.EnrolAsync(Body("quit", "jeanne"));
        api.Time.Advance(TimeSpan.FromDays(40));
        await api.PlanDueDaysAsync();
        await paused.PostPartAsync(await paused.EnrolAsync(Body("reduce", "jeanne")), "pause").ReadAsync(HttpStatusCode.OK);
        await current.EnrolAsync(Body("reduce", "jeanne"));
        var enrolments = new Dictionary<HttpClient, JsonNode>();
        foreach (var device in new[] { over, askedNowAndThen, paused, current })
        {
            enrolments[device] = await device.EnrolAsync(Body("reduce"));
        }

        for (var day = 0; day < 31; day++)
        {
            api.Time.Advance(TimeSpan.FromDays(1));
            await api.PlanDueDaysAsync();
        }

        (await OffersAsync(over, enrolments[over])).ShouldNotContain("reduce-other-programme");
        (await OffersAsync(askedNowAndThen, enrolments[askedNowAndThen])).ShouldNotContain("reduce-other-programme");
        (await OffersAsync(paused, enrolments[paused])).ShouldContain("reduce-other-programme");
        (await OffersAsync(current, enrolments[current])).ShouldContain("reduce-other-programme");
    }

    /// <summary>What a message is about is sealed with its text: the name of an activity might tell of a pregnancy, or of the day of a lapse.</summary>
    [Fact]
    public async Task Plan_WhatIsStoredInClear_NamesNoActivity()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        await (await api.RegisterFreshDeviceAsync()).EnrolAsync();

        var steps = await api.WithServiceAsync(
            (AppDbContext context) => context.InboxMessages.OrderBy(message => message.Id).Select(message => message.Step).ToListAsync());

        steps.ShouldBe(Enumerable.Range(1, steps.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)), ignoreOrder: true);
        steps.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Messaging_None_TellsInTheAppAndPushesNothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync();

        var changed = await device.PutPartAsync(enrolment, "messaging", new { frequency = "none", preferredTime = "18:00" }).ReadAsync(HttpStatusCode.OK);
        api.Time.Advance(TimeSpan.FromDays(1));
        await api.PlanDueDaysAsync();

        ((string)changed["messaging"]!["frequency"]!).ShouldBe("none");
        (await api.WithServiceAsync((AppDbContext context) => context.Pushes.CountAsync(push => push.Status == PushStatus.Planned))).ShouldBe(0);
        var times = await api.WithServiceAsync((AppDbContext context) => context.InboxMessages.Where(message => message.Topic == InboxTopic.Coaching)
            .OrderBy(message => message.ToldAt).Select(message => message.ToldAt).ToListAsync());
        times[^1].ShouldBe(new DateTimeOffset(2026, 11, 24, 17, 0, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task Messaging_AtNight_IsRefusedAndSaysWhen()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterDeviceAsync();
        var enrolment = await device.EnrolAsync();

        var problem = await device.PutPartAsync(enrolment, "messaging", new { frequency = "daily", preferredTime = "23:00" })
            .ReadAsync(HttpStatusCode.BadRequest);

        ((string)problem["errors"]!["preferredTime"]![0]!).ShouldBe(EnrolmentErrors.PreferredTime.Text.French);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Travel_ToWhereTheDayHasBegun_PlansItAtOnceAndNothingTwice(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync();
        api.Time.Now = new DateTimeOffset(2026, 11, 23, 15, 0, 0, TimeSpan.Zero);

        // In Nouméa it is two o'clock in the morning of the 24th.
        await device.PatchAsJsonAsync("/api/v1/devices/me", new { timeZone = "Pacific/Noumea" }).ReadAsync(HttpStatusCode.OK);
        (await api.PlanDueDaysAsync()).ShouldBe(1);
        ((string)(await device.TodayAsync(enrolment))["date"]!).ShouldBe("2026-11-24");

        // And back: the 23rd again, which has had all that it gets.
        await device.PatchAsJsonAsync("/api/v1/devices/me", new { timeZone = "Europe/Paris" }).ReadAsync(HttpStatusCode.OK);
        await api.PlanDueDaysAsync();
        api.Time.Advance(TimeSpan.FromDays(1));
        await api.PlanDueDaysAsync();

        await ShouldHaveToldEachOnceAsync(api, device, enrolment);
        ((string)(await device.TodayAsync(enrolment))["date"]!).ShouldBe("2026-11-24");
    }

    [Fact]
    public async Task Profile_Corrected_ChoosesAnewByIt()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync();

        var corrected = await device.PutPartAsync(enrolment, "profile", new { profile = new { cigarettesPerDay = 30, pregnant = true } })
            .ReadAsync(HttpStatusCode.OK);

        ((int)corrected["profile"]!["cigarettesPerDay"]!).ShouldBe(30);
        corrected["profile"]!["triggers"].ShouldBeNull();
        var reasons = new List<JsonNode>();
        for (var day = 0; day < 25; day++)
        {
            reasons.AddRange((await device.TodayAsync(enrolment))["activities"]!.AsArray().SelectMany(activity => activity!["chosenBy"]!.AsArray())
                .Select(reason => reason!));
            api.Time.Advance(TimeSpan.FromDays(1));
            await api.PlanDueDaysAsync();
        }

        var reason = reasons.First(known => (string)known["fact"]! == "pregnant");
        ((string)reason["correctWith"]!).ShouldBe("profile");
        ((string)reason["label"]!).ShouldBe("Êtes-vous enceinte\u202F?");
    }

    [Fact]
    public async Task Goal_Changed_BeginsItsFirstPhaseToday()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync(Body("explore"));
        api.Time.Advance(TimeSpan.FromDays(40));
        await api.PlanDueDaysAsync();

        var changed = await device.PutPartAsync(enrolment, "goal", new { goal = "quit" }).ReadAsync(HttpStatusCode.OK);

        ((string)changed["goal"]!).ShouldBe("quit");
        ((string)changed["quitDate"]!).ShouldBe("2027-01-12");
        ((string)changed["phase"]!["key"]!).ShouldBe("preparation");
        (await device.TodayAsync(enrolment))["activities"]!.AsArray().ShouldNotBeEmpty();
    }

    [Fact]
    public async Task Programme_OnceOver_IsCompletedAndPlansNothing()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database, settings: [NoWorker]);
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync(Body("reduce", "jeanne"));

        for (var day = 0; day < 36; day++)
        {
            api.Time.Advance(TimeSpan.FromDays(1));
            await api.PlanDueDaysAsync();
        }

        ((string)(await device.ReadEnrolmentAsync(enrolment))["status"]!).ShouldBe("completed");
        (await PlanDueAtAsync(api, (Guid)enrolment["id"]!)).ShouldBeNull();
        await ShouldHaveToldEachOnceAsync(api, device, enrolment);
    }

    /// <summary>Somebody on the morning after their quit date, whose pushes of the day all wait.</summary>
    private static async Task<(HttpClient Device, JsonNode Enrolment)> QuitYesterdayAsync(ApiHost api)
    {
        var device = await api.RegisterFreshDeviceAsync();
        var enrolment = await device.EnrolAsync(Body().With("quitDate", "2026-11-23"));
        api.Time.Now = new DateTimeOffset(2026, 11, 24, 5, 0, 0, TimeSpan.Zero);
        await api.PlanDueDaysAsync();
        return (device, enrolment);
    }

    /// <summary>Messages of programmes, told or not yet.</summary>
    private static Task<List<InboxMessageId>> MessagesAsync(ApiHost api, DateTimeOffset toldAfter = default) =>
        api.WithServiceAsync((AppDbContext context) => context.InboxMessages
        .Where(message => message.Topic == InboxTopic.Coaching && message.ToldAt > toldAfter).Select(message => message.Id).ToListAsync());

    private static Task<int> PushesOfAsync(ApiHost api, List<InboxMessageId> messages) => api.WithServiceAsync((AppDbContext context) =>
        context.Pushes.CountAsync(push => push.Status == PushStatus.Planned && messages.Contains(push.MessageId)));

    private static Task<DateTimeOffset?> PlanDueAtAsync(ApiHost api, Guid id) => api.WithServiceAsync((AppDbContext context) =>
        context.Enrolments.Where(enrolment => enrolment.Id == EnrolmentId.From(id)).Select(enrolment => enrolment.PlanDueAt).SingleAsync());

    /// <summary>As many messages as there were offers, and no offer twice.</summary>
    private static async Task ShouldHaveToldEachOnceAsync(ApiHost api, HttpClient device, JsonNode enrolment)
    {
        var id = (Guid)enrolment["id"]!;
        var offers = await OffersAsync(device, enrolment);
        offers.ShouldBeUnique();
        (await api.WithServiceAsync((AppDbContext context) => context.InboxMessages.CountAsync(message => message.SubjectId == id))).ShouldBe(offers.Count);
    }

    /// <summary>All that was ever offered, by its occurrence.</summary>
    private static async Task<IReadOnlyList<string>> OffersAsync(HttpClient device, JsonNode enrolment)
    {
        var export = await device.GetAsync("/api/v1/devices/me/export").ReadAsync(HttpStatusCode.OK);
        var own = export["data"]!["coaching"]!.AsArray().Single(known => (string)known!["enrolment"]!["id"]! == (string)enrolment["id"]!);
        return [.. own!["offers"]!.AsArray().Select(offer => (string)offer!["occurrence"]!)];
    }

    /// <summary>Those that it is not too late for.</summary>
    private static Task<int> PushesAsync(ApiHost api, PushStatus status)
    {
        var now = api.Time.Now;
        return api.WithServiceAsync((AppDbContext context) => context.Pushes.CountAsync(push => push.Status == status && push.ExpiresAt > now));
    }

    private static async Task<List<Push>> PlannedAsync(PushStage stage, Phone phone, DateOnly day)
    {
        var begins = LocalClock.In("Indian/Reunion").ToInstant(day, TimeOnly.MinValue);
        await stage.UntilAsync(phone, pushes => pushes.Exists(push => push.DueAt >= begins));
        return [.. (await stage.PushesAsync(phone)).Where(push => push.DueAt >= begins)];
    }
}
