using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Firebase;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Pushes;

/// <summary>What people allow, whoever sends. The clock stands at Monday 23 November 2026, 9:00 in Paris.</summary>
public sealed class PushCeilingTests
{
    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Ceiling_OfTheDayReached_HoldsTheRestForTheNextMorning(DatabaseKind kind)
    {
        await using var stage = await PushStage.OpenAsync(kind);
        var phone = await stage.PhoneAsync();
        for (var index = 0; index < 5; index++)
        {
            await stage.TellAsync(phone, $"step-{index}");
        }

        var morning = new DateTimeOffset(2026, 11, 24, 7, 0, 0, TimeSpan.Zero);
        await stage.UntilAsync(phone, pushes => pushes.Count(push => push.Status == PushStatus.Sent) == 3 && pushes.Count(push => push.DueAt == morning) == 2);
        stage.Firebase.Book.MessageCount.ShouldBe(3);
        (await phone.InboxAsync()).Count.ShouldBe(5, "the inbox has them all");

        stage.Time.Now = morning;
        await stage.UntilAsync(phone, pushes => pushes.TrueForAll(push => push.Status == PushStatus.Sent));
    }

    [Fact]
    public async Task Ceiling_Reached_StillLetsNoticesOfTheOwnCallbackThrough()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        await phone.Client.PatchAsJsonAsync("/api/v1/devices/me", new { maxMessagesPerDay = 0 }).ReadAsync(HttpStatusCode.OK);
        await stage.TellAsync(phone, "counted");
        var id = (string)(await phone.Client.SubmitCallbackAsync(null, ("2026-11-23", "09:30")))["id"]!;

        await stage.Api.StaffClient("extranet").PostAsJsonAsync($"/api/v1/extranet/callback-requests/{id}/attempts", CallbackBodies.Attempt("a1", "no-answer"))
            .ReadAsync(HttpStatusCode.OK);

        await stage.UntilAsync(book => book.MessageCount == 1);
        stage.Firebase.Book.Messages.Single().Title.ShouldBe("Vous avez manqué notre appel");
    }

    [Fact]
    public async Task Ceiling_PushThatIsTriedAgain_CountsOnce()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        await phone.Client.PatchAsJsonAsync("/api/v1/devices/me", new { maxMessagesPerDay = 1 }).ReadAsync(HttpStatusCode.OK);
        stage.Firebase.Script.Next(FcmFault.Unavailable(), FcmFault.Unavailable());
        await stage.TellAsync(phone, "one");

        for (var attempt = 1; attempt <= 2; attempt++)
        {
            await stage.UntilAsync(phone, pushes => pushes.Single().Attempts == attempt);
            stage.Time.Advance(TimeSpan.FromSeconds(60));
        }

        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Sent);
    }

    [Fact]
    public async Task TwoReplicas_ManyPushesForFewPeople_SendEachOnceAndNeverExceedACeiling()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.PostgreSql);
        await using var other = await stage.AnotherReplicaAsync();
        stage.Firebase.Script.Always(FaultStep.Slow(TimeSpan.FromMilliseconds(50)));
        var phones = new List<Phone>();
        for (var index = 0; index < 10; index++)
        {
            phones.Add(await stage.PhoneAsync());
        }

        await Parallel.ForEachAsync(
            phones.SelectMany(phone => Enumerable.Range(0, 6).Select(step => (phone, step))),
            async (tell, _) => await stage.TellAsync(tell.phone, $"step-{tell.step}"));
        foreach (var phone in phones)
        {
            await stage.UntilAsync(phone, pushes => pushes.TrueForAll(push => push.Status == PushStatus.Sent || push.DueAt > stage.Time.GetUtcNow()));
        }

        stage.Firebase.Book.Messages.GroupBy(message => message.Token).Select(group => group.Count()).ShouldAllBe(count => count == 3);
        stage.Firebase.Book.MessageCount.ShouldBe(30);
        stage.Firebase.Book.DoubleCount.ShouldBe(0);
    }

    [Fact]
    public async Task Stop_WhilePushing_WaitsForTheAnswerSoThatNothingIsSentTwice()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.PostgreSql);
        stage.Firebase.Script.Always(FaultStep.Slow(TimeSpan.FromSeconds(2)));
        var phone = await stage.PhoneAsync();
        await stage.TellAsync(phone, "one");
        await stage.UntilAsync(book => book.RequestCount == 1);

        await stage.Api.DisposeAsync();

        await using var next = await stage.AnotherReplicaAsync();
        var pushes = await next.WithServiceAsync((AppDbContext context) => context.Pushes.AsNoTracking().ToListAsync());
        pushes.Single().Status.ShouldBe(PushStatus.Sent);
        stage.Firebase.Book.RequestCount.ShouldBe(1);
    }
}
