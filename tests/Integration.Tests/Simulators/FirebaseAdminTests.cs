using System.Diagnostics;
using System.Text.Json.Nodes;
using MobileBackend.Simulators.Faults;
using MobileBackend.Simulators.Firebase;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Simulators;

/// <summary>Google's own client for Node against the simulator: what it reads there is what it would read from FCM.</summary>
public sealed class FirebaseAdminTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string Scripts = Path.Combine(SolutionFolder.Find(), "tests", "FirebaseAdmin");
    private FirebaseSimulator _firebase = null!;
    private TlsFront _front = null!;

    /// <summary>Why the client cannot run here, null where it can.</summary>
    private static string? SkipReason => FindNode() is null
        ? "There is no node on the PATH."
        : Directory.Exists(Path.Combine(Scripts, "node_modules", "firebase-admin"))
            ? null
            : "firebase-admin is not installed: run npm ci in tests/FirebaseAdmin.";

    public async ValueTask InitializeAsync()
    {
        if (SkipReason is { } reason)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("REQUIRE_FIREBASE_ADMIN") == "true", reason);
            throw new InvalidOperationException($"REQUIRE_FIREBASE_ADMIN is set. {reason}");
        }

        _firebase = await FirebaseSimulator.StartAsync();
        _front = TlsFront.Start(_firebase.PageAddress.Port, "fcm.googleapis.com", "oauth2.googleapis.com");
    }

    public async ValueTask DisposeAsync()
    {
        if (_front is not null)
        {
            await _front.DisposeAsync();
            await _firebase.DisposeAsync();
        }
    }

    [Fact]
    public async Task Send_EachError_IsReadAsItsCode()
    {
        (string Token, FaultStep Step, string Code)[] errors =
        [
            ("unregistered", FcmFault.Unregistered, "messaging/registration-token-not-registered"),
            ("invalid-token", FcmFault.InvalidToken, "messaging/invalid-argument"),
            ("invalid-token-field", FcmFault.InvalidTokenByField, "messaging/invalid-argument"),
            ("invalid-payload", FcmFault.InvalidPayload, "messaging/invalid-argument"),
            ("mismatch", FcmFault.SenderIdMismatch, "messaging/mismatched-credential"),
            ("quota", FcmFault.QuotaExceeded(TimeSpan.FromMinutes(1)), "messaging/message-rate-exceeded"),
            ("unavailable", FcmFault.Unavailable(TimeSpan.FromMinutes(2)), "messaging/server-unavailable"),
            ("internal", FcmFault.Internal, "messaging/internal-error"),
            ("third-party", FcmFault.ThirdPartyAuthError, "messaging/third-party-auth-error"),
            ("forbidden", FcmFault.PlainForbidden, "messaging/mismatched-credential"),
            ("html", FaultStep.Html(500), "messaging/internal-error"),
        ];
        foreach (var (token, step, _) in errors)
        {
            _firebase.Script.Always(FcmMatch.To(token), step);
        }

        var results = await SendAsync([.. errors.Select(error => Plain(error.Token))]);

        results.Select(result => (string?)result!["code"]).ShouldBe(errors.Select(error => error.Code));
        _firebase.Book.MessageCount.ShouldBe(0);
    }

    [Fact]
    public async Task Send_WhatIsNotAccepted_IsReadAsItsCode()
    {
        var reserved = Plain("phone");
        reserved["data"] = new JsonObject { ["gcm.x"] = "1" };
        var tooLong = Plain("phone");
        tooLong["data"] = new JsonObject { ["x"] = new string('a', 4096) };

        var results = await SendAsync([Plain("not a token"), reserved, tooLong]);

        results.Select(result => (string?)result!["code"]).ShouldBe(Enumerable.Repeat("messaging/invalid-argument", 3));
        _firebase.Book.Requests.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Send_AllThatTheClientCanWrite_IsAccepted()
    {
        var everything = JsonNode.Parse("""
            {
              "token": "phone",
              "notification": { "title": "Bravo", "body": "Trois jours déjà.", "imageUrl": "https://example.org/a.png" },
              "data": { "messageId": "m-1" },
              "android": {
                "collapseKey": "coach", "priority": "high", "ttl": 14400500, "restrictedPackageName": "fr.example", "directBootOk": true,
                "notification": {
                  "title": "Bravo", "body": "Trois jours", "icon": "i", "color": "#123456", "sound": "default", "tag": "day", "clickAction": "OPEN",
                  "titleLocKey": "t", "titleLocArgs": ["1"], "bodyLocKey": "b", "bodyLocArgs": ["2"], "channelId": "coach", "ticker": "t", "sticky": true,
                  "localOnly": true, "priority": "high", "vibrateTimingsMillis": [100, 200], "defaultVibrateTimings": false, "defaultSound": true,
                  "lightSettings": { "color": "#aabbcc", "lightOnDurationMillis": 200, "lightOffDurationMillis": 300 }, "defaultLightSettings": false,
                  "visibility": "private", "notificationCount": 1, "proxy": "deny", "imageUrl": "https://example.org/b.png"
                },
                "fcmOptions": { "analyticsLabel": "a" }
              },
              "apns": {
                "headers": { "apns-priority": "5", "apns-collapse-id": "day" },
                "payload": { "aps": { "alert": { "title": "Bravo", "body": "Trois jours" }, "badge": 1, "contentAvailable": true } },
                "fcmOptions": { "analyticsLabel": "a" }
              },
              "webpush": { "headers": { "TTL": "60" }, "notification": { "title": "Bravo" }, "fcmOptions": { "link": "https://example.org" } },
              "fcmOptions": { "analyticsLabel": "a" }
            }
            """)!.AsObject();

        var results = await SendAsync([everything, new JsonObject { ["topic"] = "news" }, new JsonObject { ["condition"] = "'a' in topics" }]);

        results.ShouldAllBe(result => ((string?)result!["name"] ?? result.ToJsonString()).StartsWith($"projects/{_firebase.ProjectId}/messages/"));
        var kept = _firebase.Book.MessagesTo("phone").ShouldHaveSingleItem();
        kept.MessageId.ShouldBe("m-1");
        kept.Ttl.ShouldBe(TimeSpan.FromMilliseconds(14_400_500));
        kept.AndroidTag.ShouldBe("day");
        kept.ApnsCollapseId.ShouldBe("day");
        _firebase.TokensIssued.ShouldBe(1);
    }

    [Fact]
    public async Task Send_UnavailableOnce_IsTriedAgainByTheClientItself()
    {
        _firebase.Script.Next(FcmFault.Unavailable());

        var results = await SendAsync([Plain("phone")]);

        ((string?)results[0]!["name"]).ShouldNotBeNull();
        _firebase.Book.Requests.Select(request => request.AnswerStatus).ShouldBe([503, 200]);
    }

    private static JsonObject Plain(string token) => new() { ["token"] = token, ["notification"] = new JsonObject { ["title"] = "Bravo" } };

    private static string? FindNode() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
        .FirstOrDefault(File.Exists);

    private async Task<JsonArray> SendAsync(JsonArray messages)
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var authority = Path.Combine(folder.FullName, "authority.pem");
            await File.WriteAllTextAsync(authority, _front.AuthorityPem);
            var start = new ProcessStartInfo(FindNode()!, ["--require", "./redirect.cjs", "send.mjs"])
            {
                WorkingDirectory = Scripts,
                UseShellExecute = false,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            start.Environment["NODE_EXTRA_CA_CERTS"] = authority;
            start.Environment["TLS_FRONT_PORT"] = _front.Port.ToString();
            foreach (var proxy in start.Environment.Keys.Where(name => name.EndsWith("_proxy", StringComparison.OrdinalIgnoreCase)).ToList())
            {
                start.Environment.Remove(proxy);
            }

            return await RunAsync(start, new JsonObject { ["serviceAccount"] = JsonNode.Parse(_firebase.ServiceAccountJson), ["messages"] = messages });
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<JsonArray> RunAsync(ProcessStartInfo start, JsonObject input)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var node = Process.Start(start)!;
        try
        {
            var output = node.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = node.StandardError.ReadToEndAsync(patience.Token);
            await node.StandardInput.WriteAsync(input.ToJsonString().AsMemory(), patience.Token);
            node.StandardInput.Close();
            await node.WaitForExitAsync(patience.Token);
            node.ExitCode.ShouldBe(0, await errors);
            return JsonNode.Parse(await output)!.AsArray();
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }
}
