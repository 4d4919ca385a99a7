using System.Net;
using System.Net.Http.Json;
using MobileBackend.Domain.Notifications;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Firebase;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Pushes;

/// <summary>The push service's error table, and its bad days. The clock stands at Monday 23 November 2026, 9:00 in Paris.</summary>
public sealed class PushFaultTests
{
    /// <summary>Between two looks of the sender; no other worker waits exactly so long.</summary>
    private static readonly TimeSpan Looks = TimeSpan.FromMilliseconds(47);

    [Theory]
    [InlineData("UNREGISTERED", "unregistered")]
    [InlineData("SENDER_ID_MISMATCH", "sender-id-mismatch")]
    [InlineData("INVALID_TOKEN", "invalid-token")]
    public async Task Send_AddressThatIsDead_IsForgottenAndTheMessageStays(string fault, string word)
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.PostgreSql);
        await SendOneAsync(stage);
        var phone = await stage.PhoneAsync();
        stage.Firebase.Script.Next(FcmMatch.To(phone.Token), Named(fault));

        await stage.TellAsync(phone, "one");
        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Failed);

        (await stage.PushesAsync(phone)).Single().Fault.ShouldBe(word);
        (await phone.KnownTokenAsync()).ShouldBeNull();
        (await phone.InboxAsync()).Count.ShouldBe(1);
        await stage.TellAsync(phone, "two");
        await stage.UntilAsync(phone, pushes => pushes.Exists(push => push.Status == PushStatus.Cancelled));
        stage.Firebase.Book.MessagesTo(phone.Token).ShouldBeEmpty();
    }

    [Fact]
    public async Task Send_AddressThatTheAppReplacedMeanwhile_StaysTheNewOne()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        stage.Firebase.Script.Next(FcmMatch.To(phone.Token), FcmFault.Unregistered.After(TimeSpan.FromSeconds(2)));
        await stage.TellAsync(phone, "one");
        await stage.UntilAsync(book => book.RequestCount == 1);

        await phone.Client.PatchAsJsonAsync("/api/v1/devices/me", new { pushToken = "a-new-one" }).ReadAsync(HttpStatusCode.OK);

        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Sent);
        (await phone.KnownTokenAsync()).ShouldBe("a-new-one");
        stage.Firebase.Book.Messages.Single().Token.ShouldBe("a-new-one", "the push goes where the app is now");
    }

    [Fact]
    public async Task Send_PayloadRefused_FailsAndKeepsTheAddress()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await SendOneAsync(stage);
        stage.Firebase.Script.Next(FcmFault.InvalidPayload);

        await stage.TellAsync(phone, "two");

        await stage.UntilAsync(phone, pushes => pushes.Exists(push => push.Status == PushStatus.Failed));
        (await phone.KnownTokenAsync()).ShouldBe(phone.Token);
    }

    [Fact]
    public async Task Send_InvalidArgumentBeforeAnyPayloadWasTaken_KeepsTheAddress()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        stage.Firebase.Script.Next(FcmFault.InvalidToken);

        await stage.TellAsync(phone, "one");

        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Failed);
        (await phone.KnownTokenAsync()).ShouldBe(phone.Token, "the payload may be to blame");
    }

    [Theory]
    [InlineData("NOT_FOUND", "project-not-found")]
    [InlineData("PERMISSION_DENIED", "forbidden")]
    [InlineData("UNAUTHENTICATED", "unauthenticated")]
    public async Task Send_AccountOrProjectWrong_StopsEverythingKeepsAddressesAndGoesOnOnceMended(string fault, string word)
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite, new KeyValuePair<string, string?>("Push:PollInterval", Looks.ToString()));
        var phones = new List<Phone> { await stage.PhoneAsync(), await stage.PhoneAsync(), await stage.PhoneAsync() };
        var rule = stage.Firebase.Script.Always(Named(fault));
        await stage.TellAsync(phones[0], "one");
        await stage.UntilAsync(phones[0], pushes => pushes.Single().Fault == word);

        var tried = stage.Firebase.Book.RequestCount;
        await stage.TellAsync(phones[1], "one");
        await stage.TellAsync(phones[2], "one");
        var looked = stage.Time.WaitsOf(Looks);
        await Eventually.TrueAsync(() => Task.FromResult(stage.Time.WaitsOf(Looks) > looked + 3));
        stage.Firebase.Book.RequestCount.ShouldBe(tried, "nothing is tried while all is stopped");
        stage.Time.Advance(TimeSpan.FromSeconds(1));
        var health = await stage.Api.Http.GetAsync("/health/ready").ReadAsync(HttpStatusCode.OK);
        ((string)health["checks"]!["push"]!["status"]!).ShouldBe("degraded");

        stage.Time.Advance(TimeSpan.FromMinutes(5));
        await Eventually.TrueAsync(async () =>
        {
            var pushes = await Task.WhenAll(phones.Select(stage.PushesAsync));
            return pushes.Any(each => each.Single().DueAt > stage.Time.GetUtcNow());
        });
        stage.Firebase.Book.RequestCount.ShouldBe(fault == "UNAUTHENTICATED" ? tried + 2 : tried + 1, "a single push tries, a refused token once more");
        stage.Firebase.Script.Remove(rule);
        stage.Time.Advance(TimeSpan.FromMinutes(6));

        await stage.UntilAsync(book => book.MessageCount == 3);
        foreach (var phone in phones)
        {
            (await phone.KnownTokenAsync()).ShouldBe(phone.Token);
        }
    }

    [Fact]
    public async Task Send_PlatformsKeyWrong_StopsThatPlatformAlone()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        var other = await stage.PhoneAsync(platform: "ios");
        stage.Firebase.Script.Next(FcmMatch.To(phone.Token), FcmFault.ThirdPartyAuthError);
        await stage.TellAsync(phone, "one");
        await stage.UntilAsync(phone, pushes => pushes.Single().Fault == "third-party-auth-error");
        await stage.TellAsync(phone, "two");
        await stage.UntilAsync(phone, pushes => pushes.TrueForAll(push => push.DueAt == ApiHost.Start.AddMinutes(5)));
        stage.Firebase.Book.RequestCount.ShouldBe(1);
        await stage.TellAsync(other, "one");
        await stage.UntilAsync(other, pushes => pushes.Single().Status == PushStatus.Sent);

        stage.Time.Advance(TimeSpan.FromMinutes(5));
        await stage.UntilAsync(phone, pushes => pushes.Count(push => push.Status == PushStatus.Sent) == 1);
        stage.Time.Advance(TimeSpan.FromMinutes(5));

        await stage.UntilAsync(phone, pushes => pushes.TrueForAll(push => push.Status == PushStatus.Sent));
        (await phone.KnownTokenAsync()).ShouldBe(phone.Token);
    }

    [Theory]
    [InlineData("QUOTA_EXCEEDED", 90, 90)]
    [InlineData("QUOTA_EXCEEDED", null, 60)]
    [InlineData("UNAVAILABLE", 120, 120)]
    [InlineData("UNAVAILABLE", null, 10)]
    [InlineData("INTERNAL", null, 10)]
    public async Task Send_ServiceAsksToWait_IsTriedAgainThenAndNotBefore(string fault, int? retryAfterSeconds, int expectedSeconds)
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        var step = Named(fault);
        stage.Firebase.Script.Next(retryAfterSeconds is { } seconds ? step.WithRetryAfter(TimeSpan.FromSeconds(seconds)) : step);
        await stage.TellAsync(phone, "one");
        await stage.UntilAsync(phone, pushes => pushes.Single().Attempts == 1);

        var next = (await stage.PushesAsync(phone)).Single().DueAt - ApiHost.Start;
        next.ShouldBeInRange(TimeSpan.FromSeconds(expectedSeconds), TimeSpan.FromSeconds(expectedSeconds == 10 ? 20 : expectedSeconds));
        stage.Time.Advance(next - TimeSpan.FromSeconds(1));
        await stage.PassAsync();
        (await stage.IsTakenAsync(phone)).ShouldBeFalse();
        (await stage.PushesAsync(phone)).Single().Status.ShouldBe(PushStatus.Planned);
        stage.Time.Advance(TimeSpan.FromSeconds(1));

        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Sent);
        stage.Firebase.Book.RequestCount.ShouldBe(3, "twice, and once what went in between");
    }

    public static TheoryData<string> TransportFaults() => [.. Transport.Keys];

    private static Dictionary<string, Func<FaultStep>> Transport { get; } = new()
    {
        ["cut before it was taken"] = () => FaultStep.CutBeforeStoring,
        ["cut after it was taken"] = () => FaultStep.CutAfterStoring,
        ["silence"] = () => FaultStep.Silence,
        ["a proxy's page"] = () => FaultStep.Html(502),
        ["10 MB instead of an error"] = () => FaultStep.Answer(503).WithBodyOf(10 * 1024 * 1024),
        ["a redirect"] = () => FaultStep.Redirect("http://127.0.0.1:1/elsewhere"),
    };

    [Theory]
    [MemberData(nameof(TransportFaults))]
    public async Task Send_ConnectionFails_IsTriedAgainAndShownOnce(string fault)
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite, new KeyValuePair<string, string?>("Firebase:Timeout", "00:00:01"));
        var phone = await stage.PhoneAsync();
        stage.Firebase.Script.Next(Transport[fault]());
        await stage.TellAsync(phone, "one");
        await stage.UntilAsync(phone, pushes => pushes.Single().Attempts == 1);

        stage.Time.Advance(TimeSpan.FromSeconds(20));

        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Sent);
        stage.Firebase.Book.DistinctMessageIds.ShouldBe(1);
        stage.Firebase.Book.Messages.Select(message => message.AndroidTag).Distinct().ShouldHaveSingleItem();
        (await phone.KnownTokenAsync()).ShouldBe(phone.Token);
    }

    [Theory]
    [ClassData(typeof(EachDatabase))]
    public async Task Send_ServiceDownUntilTheTimeIsOver_DropsTheMessageInsteadOfSendingItLate(DatabaseKind kind)
    {
        await using var stage = await PushStage.OpenAsync(kind);
        var phone = await stage.PhoneAsync();
        await stage.Firebase.GoDownAsync();
        await stage.TellAsync(phone, "one", lasting: TimeSpan.FromMinutes(30));
        await stage.UntilAsync(phone, pushes => pushes.Single().Attempts == 1);

        stage.Time.Advance(TimeSpan.FromMinutes(31));
        await stage.Firebase.ComeBackAsync(TestContext.Current.CancellationToken);

        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Expired);
        stage.Firebase.Book.MessageCount.ShouldBe(0);
        (await phone.InboxAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Send_InVainForAnHour_HasFailed()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        stage.Firebase.Script.Always(FcmFault.Unavailable());
        await stage.TellAsync(phone, "one");

        for (var tries = 1; tries <= 30 && (await stage.PushesAsync(phone)).Single().Status == PushStatus.Planned; tries++)
        {
            await stage.UntilAsync(phone, pushes => pushes.Single().DueAt > stage.Time.GetUtcNow() || pushes.Single().Status != PushStatus.Planned);
            stage.Time.Now = (await stage.PushesAsync(phone)).Single().DueAt is { } due && due > stage.Time.Now ? due : stage.Time.Now;
        }

        var push = (await stage.PushesAsync(phone)).Single();
        push.Status.ShouldBe(PushStatus.Failed);
        (push.EndedAt!.Value - ApiHost.Start).ShouldBeInRange(TimeSpan.FromMinutes(40), TimeSpan.FromMinutes(60));
        (await phone.KnownTokenAsync()).ShouldBe(phone.Token);
    }

    [Fact]
    public async Task Token_RefusedOnce_IsRenewedAndThePushGoes()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await SendOneAsync(stage);
        stage.Firebase.TokensIssued.ShouldBe(1);
        stage.Firebase.RevokeTokens();

        await stage.TellAsync(phone, "two");

        await stage.UntilAsync(book => book.MessageCount == 2);
        stage.Firebase.TokensIssued.ShouldBe(2);
    }

    [Fact]
    public async Task Token_RefusedForManyAtOnce_IsRenewedOnce()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.PostgreSql);
        await SendOneAsync(stage);
        var phones = new List<Phone>();
        for (var index = 0; index < 30; index++)
        {
            phones.Add(await stage.PhoneAsync());
        }

        stage.Firebase.RevokeTokens();
        await Parallel.ForEachAsync(phones, async (phone, _) => await stage.TellAsync(phone, "one"));

        await stage.UntilAsync(book => book.MessageCount == 31);
        stage.Firebase.TokensIssued.ShouldBe(2);
    }

    [Fact]
    public async Task Token_KeptForItsLife_IsRenewedBeforeItsEnd()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await SendOneAsync(stage);
        stage.Time.Advance(TimeSpan.FromMinutes(50));
        await stage.TellAsync(phone, "two");
        await stage.UntilAsync(book => book.MessageCount == 2);
        stage.Firebase.TokensIssued.ShouldBe(1, "it is kept");

        stage.Time.Advance(TimeSpan.FromMinutes(9) + TimeSpan.FromSeconds(30));
        await stage.TellAsync(phone, "three");
        await stage.UntilAsync(book => book.MessageCount == 3);

        stage.Firebase.TokensIssued.ShouldBe(2);
        stage.Firebase.Book.Outcomes.Keys.ShouldBe([FcmBook.Ok], "no push was refused for its token");
    }

    [Fact]
    public async Task Token_EndpointDownOrRefusing_LosesNothing()
    {
        await using var stage = await PushStage.OpenAsync(DatabaseKind.Sqlite);
        var phone = await stage.PhoneAsync();
        stage.Firebase.TokenScript.Next(
            FaultStep.Html(503), FaultStep.Answer(503), FaultStep.Answer(401).WithBody("""{ "error": "invalid_grant" }""", "application/json"));
        await stage.TellAsync(phone, "one");
        await stage.UntilAsync(phone, pushes => pushes.Single().Attempts == 1);
        (await stage.PushesAsync(phone)).Single().Fault.ShouldBe("token-unavailable");
        stage.Time.Advance(TimeSpan.FromSeconds(20));
        await stage.UntilAsync(phone, pushes => pushes.Single().Attempts == 2);
        stage.Time.Advance(TimeSpan.FromSeconds(40));
        await stage.UntilAsync(phone, pushes => pushes.Single().Fault == "token-401");

        stage.Time.Advance(TimeSpan.FromMinutes(5));

        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Sent);
    }

    private static FaultStep Named(string fault) => fault switch
    {
        "UNREGISTERED" => FcmFault.Unregistered,
        "SENDER_ID_MISMATCH" => FcmFault.SenderIdMismatch,
        "INVALID_TOKEN" => FcmFault.InvalidToken,
        "NOT_FOUND" => FcmFault.BareNotFound,
        "PERMISSION_DENIED" => FcmFault.PlainForbidden,
        "UNAUTHENTICATED" => FcmFault.PlainUnauthorized,
        "QUOTA_EXCEEDED" => FcmFault.QuotaExceeded(),
        "UNAVAILABLE" => FcmFault.Unavailable(),
        "INTERNAL" => FcmFault.Internal,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, message: null),
    };

    private static async Task<Phone> SendOneAsync(PushStage stage)
    {
        var phone = await stage.PhoneAsync();
        await stage.TellAsync(phone, "first");
        await stage.UntilAsync(phone, pushes => pushes.Single().Status == PushStatus.Sent);
        return phone;
    }
}
