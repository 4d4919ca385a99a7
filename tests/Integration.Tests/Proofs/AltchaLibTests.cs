using System.Diagnostics;
using System.Text.Json.Nodes;
using MobileBackend.TestKit;
using MobileBackend.TestKit.Builders;
using Shouldly;
using Xunit;

namespace MobileBackend.Integration.Tests.Proofs;

/// <summary>ALTCHA's own library for Node as a site's form would use it: over HTTP.</summary>
public sealed class AltchaLibTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string Scripts = Path.Combine(SolutionFolder.Find(), "tests", "AltchaLib");

    /// <summary>Why the library cannot run here, null where it can.</summary>
    private static string? SkipReason => FindNode() is null
        ? "There is no node on the PATH."
        : Directory.Exists(Path.Combine(Scripts, "node_modules", "altcha-lib"))
            ? null
            : "altcha-lib is not installed: run npm ci in tests/AltchaLib.";

    [Fact]
    public async Task Challenge_SolvedByTheLibrary_IsTakenOnce()
    {
        if (SkipReason is { } reason)
        {
            Assert.SkipUnless(Environment.GetEnvironmentVariable("REQUIRE_ALTCHA_LIB") == "true", reason);
            throw new InvalidOperationException($"REQUIRE_ALTCHA_LIB is set. {reason}");
        }

        const string Site = "https://www.example.fr";
        await using var database = await TestDatabase.CreateAsync(DatabaseKind.Sqlite);
        await using var api = await ApiHost.StartAsync(
            database, settings: [new("Proof:Challenge:Mode", "enforce"), new("Proof:Challenge:MaxNumber", "5000")]);
        var key = await api.IssueKeyAsync("publishable", "callbacks:write", Site);

        var told = await RunAsync(new JsonObject
        {
            ["address"] = api.Address.ToString(),
            ["headers"] = new JsonObject { ["x-api-key"] = key, ["origin"] = Site },
            ["bodies"] = new JsonArray(CallbackBodies.Submit(), CallbackBodies.Submit()),
        });

        ((string)told["expires"]!).ShouldBe($"{ApiHost.Start.AddMinutes(10).ToUnixTimeSeconds()}", "the library reads until when it can be used");
        ((string)told["for"]!).ShouldBe("callback");
        told["answers"]!.AsArray().Select(answer => ((int)answer!["status"]!, (string?)answer["code"])).ShouldBe([(201, null), (403, "proof-required")]);
    }

    private static string? FindNode() => (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .Select(folder => Path.Combine(folder, OperatingSystem.IsWindows() ? "node.exe" : "node"))
        .FirstOrDefault(File.Exists);

    private static async Task<JsonNode> RunAsync(JsonObject input)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var node = Process.Start(new ProcessStartInfo(FindNode()!, ["solve.mjs"])
        {
            WorkingDirectory = Scripts,
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var output = node.StandardOutput.ReadToEndAsync(patience.Token);
            var errors = node.StandardError.ReadToEndAsync(patience.Token);
            await node.StandardInput.WriteAsync(input.ToJsonString().AsMemory(), patience.Token);
            node.StandardInput.Close();
            await node.WaitForExitAsync(patience.Token);
            node.ExitCode.ShouldBe(0, await errors);
            return JsonNode.Parse(await output)!;
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
