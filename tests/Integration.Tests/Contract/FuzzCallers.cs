using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Integration.Tests.Enrolments;
using MobileBackend.Simulators.Extranet;
using MobileBackend.Simulators.Faults;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;

namespace MobileBackend.Integration.Tests.Contract;

/// <summary>Someone who calls in a fuzz run.</summary>
/// <param name="Headers">What they prove who they are with.</param>
/// <param name="CallbackIds">The call backs that are theirs.</param>
internal sealed record FuzzCaller(IReadOnlyList<(string Header, string Value)> Headers, IReadOnlyList<string> CallbackIds)
{
    public HttpClient Client(ApiHost api)
    {
        var client = new HttpClient { BaseAddress = api.Address };
        foreach (var (header, value) in Headers)
        {
            client.DefaultRequestHeaders.Add(header, value);
        }

        return client;
    }
}

/// <summary>The callers of a fuzz run and the ids of what they own, made anew as the run uses them up.</summary>
internal sealed class FuzzCallers
{
    private const string Site = "https://www.example.fr";

    private readonly ApiHost _api;
    private readonly ExtranetSimulator _extranet;

    private FuzzCallers(ApiHost api, ExtranetSimulator extranet, string secretKey, string publishableKey)
    {
        _api = api;
        _extranet = extranet;
        Staff = new FuzzCaller([("Authorization", $"Bearer {ApiHost.StaffToken("administrator", "content-editor", "extranet", "supervisor")}")], []);
        Partner = new FuzzCaller([("X-Api-Key", secretKey)], []);
        Publishable = new FuzzCaller([("X-Api-Key", publishableKey), ("Origin", Site)], []);
        Bad =
        [
            new([("X-Api-Key", publishableKey), ("Origin", "https://other.example.fr")], []),
            new([("X-Api-Key", publishableKey)], []),
            new([("X-Api-Key", secretKey), ("Origin", Site)], []),
            new([("X-Api-Key", secretKey), ("Authorization", Staff.Headers[0].Value)], []),
            new([("Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")], []),
            new([("Authorization", Staff.Headers[0].Value[..^3] + "abc")], []),
            new([("Authorization", "Basic dXNlcjpwYXNz")], []),
            new([("X-Api-Key", "sk_nonsense")], []),
            new([("X-Follow-Up-Token", "fu_é")], []),
            Nobody,
        ];
    }

    public static FuzzCaller Nobody { get; } = new([], []);

    public FuzzCaller Device { get; private set; } = Nobody;

    /// <summary>A device that follows no programme yet.</summary>
    public FuzzCaller Newcomer { get; private set; } = Nobody;

    public FuzzCaller FollowUp { get; private set; } = Nobody;

    public FuzzCaller Partner { get; private set; }

    public FuzzCaller Publishable { get; }

    public FuzzCaller Staff { get; }

    public IReadOnlyList<FuzzCaller> Bad { get; }

    public string RefreshToken { get; private set; } = string.Empty;

    private IReadOnlyList<string> MessageIds { get; set; } = [];

    private IReadOnlyList<string> EnrolmentIds { get; set; } = [];

    private IReadOnlyList<string> CravingIds { get; set; } = [];

    private IReadOnlyList<string> LapseIds { get; set; } = [];

    private IReadOnlyList<string> EntryIds { get; set; } = [];

    private IReadOnlyList<string> ActivityKeys { get; set; } = [];

    private IReadOnlyList<string> ApiKeyIds { get; set; } = [];

    private IReadOnlyList<string> ParkedIds { get; set; } = [];

    public static async Task<FuzzCallers> CreateAsync(ApiHost api, ExtranetSimulator extranet)
    {
        var callers = new FuzzCallers(
            api, extranet, await api.IssueKeyAsync("secret", "callbacks:write"), await api.IssueKeyAsync("publishable", "callbacks:write", Site));
        await callers.PublishAnotherVersionAsync();
        await callers.RenewAsync();
        await Eventually.TrueAsync(async () =>
        {
            await callers.FindParkedAsync();
            return callers.ParkedIds.Count > 0;
        });
        return callers;
    }

    /// <summary>Ids of the kind of thing that the operation is about, those of the caller where it is owned.</summary>
    public IReadOnlyList<string> IdsFor(Operation operation, string parameter, FuzzCaller caller) => operation.Path switch
    {
        _ when parameter == "activityKey" => ActivityKeys,
        _ when parameter == "cravingId" => CravingIds,
        _ when parameter == "lapseId" => LapseIds,
        _ when parameter == "entryId" => EntryIds,
        var path when path.Contains("/enrolments/", StringComparison.Ordinal) => EnrolmentIds,
        var path when path.Contains("/messages/", StringComparison.Ordinal) => MessageIds,
        var path when path.Contains("/api-keys/", StringComparison.Ordinal) => ApiKeyIds,
        var path when path.Contains("/outbox/", StringComparison.Ordinal) => ParkedIds,
        var path when path.Contains("/staff/callback-requests/", StringComparison.Ordinal) => Device.CallbackIds,
        var path when path.Contains("/extranet/", StringComparison.Ordinal) => [.. Device.CallbackIds, .. Partner.CallbackIds],
        _ => caller.CallbackIds,
    };

    /// <summary>Makes anew what a request that succeeded has used up.</summary>
    public Task AfterSuccessAsync(Operation operation) => (operation.Method, operation.Path) switch
    {
        ("DELETE", "/api/v1/devices/me") or ("POST", "/api/v1/devices/tokens") => RenewDeviceAsync(),
        ("DELETE", "/api/v1/enrolments/{id}/lapses/{lapseId}") or ("DELETE", "/api/v1/enrolments/{id}/diary-entries/{entryId}") => RenewDeviceAsync(),
        ("PUT", "/api/v1/enrolments/{id}/goal") or ("POST", "/api/v1/enrolments/{id}/withdrawal") => RenewDeviceAsync(),
        ("POST", "/api/v1/enrolments") => RenewNewcomerAsync(),
        ("DELETE", "/api/v1/follow-up") => RenewFollowUpAsync(),
        _ => Task.CompletedTask,
    };

    public async Task RenewAsync()
    {
        await FindParkedAsync();
        _extranet.Script.Next(FaultStep.Answer(422), FaultStep.Answer(422), FaultStep.Answer(422));
        await RenewDeviceAsync();
        await RenewNewcomerAsync();
        await RenewFollowUpAsync();
        using var staff = Staff.Client(_api);
        var keys = new List<string>();
        for (var index = 0; index < 2; index++)
        {
            var issued = await staff.PostAsJsonAsync("/api/v1/staff/api-keys", new { kind = "secret", name = "spare", scopes = new[] { "callbacks:write" } })
                .ReadAsync(HttpStatusCode.Created);
            keys.Add((string)issued["id"]!);
        }

        ApiKeyIds = keys;
    }

    /// <summary>A second version, published once and no longer, that the first may be followed by.</summary>
    private async Task PublishAnotherVersionAsync()
    {
        using var staff = Staff.Client(_api);
        await staff.PostAsJsonAsync("/api/v1/staff/programmes/tis/versions", new { definition = ProgrammeTexts.Small(2) }).ReadAsync(HttpStatusCode.Created);
        foreach (var version in new[] { 2, 1 })
        {
            await staff.PostAsync($"/api/v1/staff/programmes/tis/versions/{version}/publication", null).ReadAsync(HttpStatusCode.OK);
        }
    }

    private async Task RenewDeviceAsync()
    {
        var tokens = await RegisterAsync();
        RefreshToken = (string)tokens["refreshToken"]!;
        using var client = _api.WithBearer((string)tokens["accessToken"]!);
        string[] ids = [(string)(await client.SubmitCallbackAsync())["id"]!, (string)(await client.SubmitCallbackAsync())["id"]!];
        Device = new FuzzCaller([("Authorization", $"Bearer {tokens["accessToken"]}")], ids);
        MessageIds = [.. (await client.GetAsync("/api/v1/messages").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray()
            .Select(message => (string)message!["id"]!)];
        var enrolment = await client.EnrolAsync(EnrolmentCalls.Body().With("quitDate", EnrolmentCalls.Today.ToString("O", CultureInfo.InvariantCulture)));
        EnrolmentIds = [(string)enrolment["id"]!];
        CravingIds = [await ToldAsync(client, enrolment, "cravings", new { })];
        LapseIds = [await ToldAsync(client, enrolment, "lapses", new { kind = "lapse" })];
        EntryIds = [await ToldAsync(client, enrolment, "diary-entries", new { amount = 1 })];
        ActivityKeys = (await client.TodayAsync(enrolment))["activities"]!.Keys();
    }

    private static async Task<string> ToldAsync(HttpClient client, JsonNode enrolment, string part, object body) =>
        (string)(await client.PostPartAsync(enrolment, part, body).ReadAsync(HttpStatusCode.Created))["id"]!;

    private async Task RenewNewcomerAsync() => Newcomer = new FuzzCaller([("Authorization", $"Bearer {(await RegisterAsync())["accessToken"]}")], []);

    private Task<JsonNode> RegisterAsync() =>
        _api.Http.PostAsJsonAsync("/api/v1/devices", new { app = "tis", platform = "android", locale = "fr-FR", timeZone = "Europe/Paris" })
            .ReadAsync(HttpStatusCode.Created);

    private async Task RenewFollowUpAsync()
    {
        using var partner = Partner.Client(_api);
        using var site = Publishable.Client(_api);
        var created = await site.SubmitCallbackAsync();
        FollowUp = new FuzzCaller([("X-Follow-Up-Token", (string)created["followUpToken"]!)], [(string)created["id"]!]);
        Partner = Partner with { CallbackIds = [(string)(await partner.SubmitCallbackAsync())["id"]!] };
    }

    private async Task FindParkedAsync()
    {
        using var staff = Staff.Client(_api);
        var outbox = await staff.GetAsync("/api/v1/staff/outbox?limit=5").ReadAsync(HttpStatusCode.OK);
        ParkedIds = [.. outbox["items"]!.AsArray().Select(message => (string)message!["messageId"]!)];
    }
}
