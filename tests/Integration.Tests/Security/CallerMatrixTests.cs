using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Security;

/// <summary>Every route by every kind of caller, over HTTP: let in or kept out, as the committed list of policies has it.</summary>
public sealed partial class CallerMatrixTests
{
    private const string Site = "https://www.exemple.fr";

    /// <summary>Whom each policy lets in; <c>anonymous</c> lets in everyone.</summary>
    private static readonly Dictionary<string, string[]> Admitted = new()
    {
        ["device"] = ["device"],
        ["callback-writer"] = ["device", "publishable key", "secret key"],
        ["callback-owner"] = ["device", "secret key", "follow-up token"],
        ["follow-up"] = ["follow-up token"],
        ["extranet"] = ["extranet"],
        ["administrator"] = ["administrator"],
        ["content-editor"] = ["content-editor"],
        ["supervisor"] = ["supervisor"],
        ["supervision"] = ["administrator", "supervisor"],
    };

    [Fact]
    public async Task Routes_ByEveryCaller_LetInThoseOfTheirPolicyAlone()
    {
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(database);
        var callers = await CallersAsync(api);
        var cells = 0;
        var wrong = new List<string>();

        // What erases its caller comes last.
        foreach (var (method, route, policy) in Routes().OrderBy(route => route is ("DELETE", "/api/v1/devices/me" or "/api/v1/follow-up", _)))
        {
            foreach (var (name, caller) in callers)
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), AddressOf(route));
                request.Content = method is "POST" or "PUT" or "PATCH" ? new StringContent("{}", Encoding.UTF8, "application/json") : null;
                using var answer = await caller.SendAsync(request, TestContext.Current.CancellationToken);
                var isKeptOut = answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;
                var isAdmitted = policy == "anonymous" || Admitted[policy].Contains(name);
                cells++;
                if (isKeptOut == isAdmitted || (int)answer.StatusCode >= 500)
                {
                    wrong.Add($"{method} {route} ({policy}) by {name}: {(int)answer.StatusCode}");
                }
            }
        }

        wrong.ShouldBeEmpty();
        cells.ShouldBeGreaterThanOrEqualTo(700);
    }

    private static List<(string Method, string Route, string Policy)> Routes() =>
    [
        .. File.ReadLines(Path.Combine(SolutionFolder.Find(), "tests", "Unit.Tests", "Architecture", "endpoint-policies.txt"))
            .Where(line => line.Contains(" /api/v", StringComparison.Ordinal)).Select(line => line.Split(' '))
            .Select(parts => (parts[0], parts[1].Replace("v{version:apiVersion}", "v1", StringComparison.Ordinal), parts[2])),
    ];

    private static string AddressOf(string route) =>
        Parameter().Replace(route, name => name.Value.EndsWith(":int}", StringComparison.Ordinal) ? "1" : Guid.CreateVersion7(ApiHost.Start).ToString());

    private static async Task<List<(string Name, HttpClient Client)>> CallersAsync(ApiHost api)
    {
        var secret = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("secret", "callbacks:write"));
        var publishable = api.WithHeader("X-Api-Key", await api.IssueKeyAsync("publishable", "callbacks:write", Site));
        publishable.DefaultRequestHeaders.Add("Origin", Site);
        var created = await publishable.PostAsJsonAsync("/api/v1/callback-requests", CallbackBodies.Submit()).ReadAsync(HttpStatusCode.Created);
        return
        [
            ("anonymous", api.Http),
            ("device", await api.RegisterDeviceAsync()),
            ("publishable key", publishable),
            ("secret key", secret),
            ("follow-up token", api.WithHeader("X-Follow-Up-Token", (string)created["followUpToken"]!)),
            .. ((string[])["administrator", "supervisor", "content-editor", "adviser", "extranet"]).Select(role => (role, api.StaffClient(role))),
        ];
    }

    [GeneratedRegex(@"\{[^}]+\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Parameter();
}
