using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Enrolments.Planning;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Integration.Tests.Pushes;
using MobileBackend.TestKit;

namespace MobileBackend.Integration.Tests.Enrolments;

/// <summary>What an app calls for somebody who takes part in a programme.</summary>
internal static class EnrolmentCalls
{
    public const string Route = "/api/v1/enrolments";

    /// <summary>The person's day at the beginning of each test.</summary>
    public static DateOnly Today { get; } = new(2026, 11, 23);

    /// <summary>The clock of these tests is moved; nobody's day is planned but where a test says so.</summary>
    public static KeyValuePair<string, string?> NoWorker { get; } = new("Coaching:PollInterval", "1.00:00:00");

    /// <summary>Somebody who smokes ten a day and quits in ten days.</summary>
    public static JsonObject Body(string goal = "quit", string programme = "tis") => new()
    {
        ["programme"] = programme,
        ["goal"] = goal,
        ["profile"] = programme == "tis"
            ? new JsonObject
            {
                ["cigarettesPerDay"] = 10,
                ["cigarettesPerPack"] = 20,
                ["packPriceCents"] = 1200,
                ["triggers"] = new JsonArray("coffee", "stress"),
            }
            : new JsonObject { ["jointsPerWeek"] = 14, ["tobaccoMixed"] = true },
        ["messaging"] = new JsonObject { ["frequency"] = "daily", ["preferredTime"] = "08:30" },
        ["atLeast15"] = true,
        ["healthDataConsent"] = true,
    };

    public static JsonObject With(this JsonObject body, string member, JsonNode? value)
    {
        body[member] = value;
        return body;
    }

    public static Task<HttpResponseMessage> PostEnrolmentAsync(this HttpClient device, JsonObject? body = null) =>
        device.PostAsJsonAsync(Route, body ?? Body());

    /// <summary>Enrols somebody; their enrolment as it was answered.</summary>
    public static async Task<JsonNode> EnrolAsync(this HttpClient device, JsonObject? body = null) =>
        await device.PostEnrolmentAsync(body).ReadAsync(HttpStatusCode.Created);

    public static Task<JsonNode> ReadEnrolmentAsync(this HttpClient device, JsonNode enrolment, string part = "") =>
        device.GetAsync($"{Route}/{enrolment["id"]}{part}").ReadAsync(HttpStatusCode.OK);

    public static Task<JsonNode> TodayAsync(this HttpClient device, JsonNode enrolment) => device.ReadEnrolmentAsync(enrolment, "/today");

    public static Task<HttpResponseMessage> PutPartAsync(this HttpClient device, JsonNode enrolment, string part, object body) =>
        device.PutAsJsonAsync($"{Route}/{enrolment["id"]}/{part}", body);

    public static Task<HttpResponseMessage> PostPartAsync(this HttpClient device, JsonNode enrolment, string part, object? body = null) =>
        body is null ? device.PostAsync($"{Route}/{enrolment["id"]}/{part}", null) : device.PostAsJsonAsync($"{Route}/{enrolment["id"]}/{part}", body);

    /// <summary>Keys of activities, in the order in which they were answered.</summary>
    public static IReadOnlyList<string> Keys(this JsonNode activities) => [.. activities.AsArray().Select(activity => (string)activity!["key"]!)];

    /// <summary>What the person was told by programmes, the latest first.</summary>
    public static async Task<IReadOnlyList<JsonNode>> CoachingMessagesAsync(this HttpClient device) =>
    [
        .. (await device.GetAsync("/api/v1/messages?limit=100").ReadAsync(HttpStatusCode.OK))["items"]!.AsArray()
            .Select(message => message!).Where(message => (string)message["topic"]! == "coaching"),
    ];

    /// <summary>Somebody with an app, whose token outlives any move of the clock.</summary>
    public static async Task<HttpClient> RegisterFreshDeviceAsync(this ApiHost api, string timeZone = "Europe/Paris")
    {
        var device = await api.RegisterDeviceAsync(timeZone: timeZone);
        var id = DeviceId.From((Guid)(await device.GetAsync("/api/v1/devices/me").ReadAsync(HttpStatusCode.OK))["deviceId"]!);
        return new HttpClient(new FreshToken(api, id)) { BaseAddress = api.Address };
    }

    /// <summary>Plans everybody whose day has begun, as the worker does.</summary>
    public static async Task<int> PlanDueDaysAsync(this ApiHost api)
    {
        var sum = 0;
        while (await api.WithServiceAsync((IDispatcher dispatcher) => PlanSomeAsync(dispatcher)) is > 0 and var some)
        {
            sum += some;
        }

        return sum;
    }

    private static async Task<int> PlanSomeAsync(IDispatcher dispatcher) => (await dispatcher.Send(new PlanDueDaysCommand(), CancellationToken.None)).Value;
}
