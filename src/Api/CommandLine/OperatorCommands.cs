using System.CommandLine;
using System.Text.RegularExpressions;
using MobileBackend.Api.OpenApi;
using MobileBackend.Application.CallbackRequests.Delivery;
using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Outbox;
using MobileBackend.Application.Partners;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Partners;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Security;

namespace MobileBackend.Api.CommandLine;

/// <summary>
/// The command line. Without a verb the program migrates its database and serves; a verb does its one thing and ends, without
/// listening and without background services. A verb comes first; settings (<c>--Section:Key=value</c>) may stand anywhere.
/// </summary>
internal static partial class OperatorCommands
{
    private const int Failed = 1;

    private static readonly string[] HelpOptions = ["--help", "-h", "-?", "--version"];

    /// <summary>Returns the exit code: 0, or 1 after an error, which is told on the standard error.</summary>
    /// <param name="app">The composed program.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="console">Where a verb writes; the standard streams where it is absent.</param>
    public static async Task<int> RunAsync(WebApplication app, string[] args, InvocationConfiguration? console = null)
    {
        if (args.Length == 0 || (args[0].StartsWith('-') && !HelpOptions.Contains(args[0])))
        {
            await ServeAsync(app);
            return 0;
        }

        await using (app)
        {
            return await Root(app).Parse([.. args.Where(argument => !Setting().IsMatch(argument))]).InvokeAsync(console ?? new InvocationConfiguration());
        }
    }

    private static async Task ServeAsync(WebApplication app)
    {
        await MigrateAsync(app.Services, app.Lifetime.ApplicationStopping);
        await app.RunAsync();
    }

    private static RootCommand Root(WebApplication app) => new("Without a verb: migrates the database and serves.")
    {
        new Command("keys", "API keys of sites and partners") { IssueKey(app.Services) },
        Verb("migrate", "Brings the database to the present version", (_, token) => MigrateAsync(app.Services, token)),
        Verb("reencrypt", "Brings what is stored encrypted under the current keys", (output, token) => ReencryptAsync(app.Services, output, token)),
        ApplyRetention(app.Services),
        new Command("outbox", "Messages on their way to the extranet") { ReplayOutbox(app.Services) },
        SimulateCommand.Create(app.Services),
        Verb("openapi", "Prints the published contract, openapi/v1.json", (output, _) => output.WriteAsync(PublishedDocument.Render(app))),
    };

    private static Command IssueKey(IServiceProvider services)
    {
        var kind = new Option<ApiKeyKind>("--kind") { Required = true, Description = "secret (a partner's server) or publishable (the pages of a site)" };
        var name = new Option<string>("--name") { Required = true, Description = "The partner or site, as the extranet is told it" };
        var scopes = new Option<string>("--scopes") { Required = true, Description = $"With commas: {string.Join(',', ApiKeyScopes.All)}" };
        var origins = new Option<string[]>("--origin") { Description = "A web origin of a publishable key; may be given more than once" };
        var quota = new Option<int?>("--daily-quota") { Description = $"Things the key may create in a day; {ApiKey.UsualDailyQuota} where it is absent" };
        var share = new Option<int?>("--day-share") { Description = "Percent of the call backs of a day that a secret key may hold; 25 where it is absent" };
        var issue = new Command("issue", "Issues a key and prints it, this once") { kind, name, scopes, origins, quota, share };
        issue.SetAction(async (parsed, token) =>
        {
            // The first key of a new service is issued before the service ever ran.
            await MigrateAsync(services, token);
            var command = new IssueApiKeyCommand(
                parsed.GetValue(kind),
                PartnerName.Parse(parsed.GetValue(name)),
                parsed.GetValue(scopes)!.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
                parsed.GetValue(origins)?.Select(WebOrigin.Parse).ToList(),
                parsed.GetValue(quota),
                parsed.GetValue(share));
            return await ReportAsync(parsed.InvocationConfiguration, await SendAsync(services, command, token), issued => issued.Key);
        });
        return issue;
    }

    private static Command ReplayOutbox(IServiceProvider services)
    {
        var messageId = new Option<Guid?>("--message-id") { Description = "One parked message; all of them where it is absent" };
        var replay = new Command("replay", "Lets parked messages be delivered again") { messageId };
        replay.SetAction(async (parsed, token) =>
        {
            var outcome = await SendAsync(services, new ReplayMessageCommand(parsed.GetValue(messageId)), token);
            return await ReportAsync(parsed.InvocationConfiguration, outcome, replayed => $"{replayed.Replayed} to be delivered again");
        });
        return replay;
    }

    private static Command ApplyRetention(IServiceProvider services)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = "Only counts what would end; changes nothing" };
        var retention = new Command("retention", "Ends what has been kept long enough, now") { dryRun };
        retention.SetAction(async (parsed, token) =>
        {
            var console = parsed.InvocationConfiguration;
            var isDry = parsed.GetValue(dryRun);
            await using var scope = services.CreateAsyncScope();
            var job = scope.ServiceProvider.GetRequiredService<IRetention>();
            if ((isDry ? await job.PreviewAsync(token) : await job.ApplyAsync(token)) is not { } counts)
            {
                await console.Error.WriteLineAsync("A replica is applying retention right now: there is nothing left to do, or try again in a few minutes.");
                return Failed;
            }

            foreach (var count in counts)
            {
                await console.Output.WriteLineAsync($"{count.Kind}: {count.Count} {(isDry ? "would be " : "")}{count.Deed}");
            }

            return 0;
        });
        return retention;
    }

    private static Command Verb(string name, string description, Func<TextWriter, CancellationToken, Task> act)
    {
        var verb = new Command(name, description);
        verb.SetAction((parsed, token) => act(parsed.InvocationConfiguration.Output, token));
        return verb;
    }

    private static async Task MigrateAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDatabaseMigrator>().MigrateAsync(cancellationToken);
    }

    private static async Task ReencryptAsync(IServiceProvider services, TextWriter output, CancellationToken cancellationToken)
    {
        await using (var scope = services.CreateAsyncScope())
        {
            await foreach (var column in scope.ServiceProvider.GetRequiredService<IReencryption>().RunAsync(cancellationToken))
            {
                await output.WriteLineAsync(
                    $"{column.Column}: {column.Resealed} re-encrypted, {column.Current} current already, {column.Unreadable} unreadable");
            }
        }

        var reindexed = 0;
        CallbackRequestId? after = null;
        do
        {
            var page = (await SendAsync(services, new ReindexOpenCallbacksCommand(after), cancellationToken)).Value;
            reindexed += page.Changed;
            after = page.Last;
        }
        while (after is not null);
        await output.WriteLineAsync($"phone index of open call backs: {reindexed} computed anew");
    }

    private static async Task<Result<T>> SendAsync<T>(IServiceProvider services, ICommand<Result<T>> command, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(command, cancellationToken);
    }

    private static async Task<int> ReportAsync<T>(InvocationConfiguration console, Result<T> outcome, Func<T, string> describe)
    {
        if (!outcome.IsFailure)
        {
            await console.Output.WriteLineAsync(describe(outcome.Value));
            return 0;
        }

        return await RefuseAsync(console, outcome.Error);
    }

    /// <summary>Says why, with each field at fault, and returns the exit code of a failure.</summary>
    internal static async Task<int> RefuseAsync(InvocationConfiguration console, Error error)
    {
        await console.Error.WriteLineAsync($"{(error.Field is null ? string.Empty : $"{error.Field}: ")}{error.Text.English}");
        if (error.Extensions.GetValueOrDefault(ValidationErrors.Member) is IReadOnlyDictionary<string, string[]> faults)
        {
            foreach (var (field, texts) in faults)
            {
                await console.Error.WriteLineAsync($"  {field}: {string.Join(' ', texts)}");
            }
        }

        return Failed;
    }

    /// <summary>What the host has read as a setting already.</summary>
    [GeneratedRegex("^--(?:[A-Za-z]+:[^=]+|urls|environment|contentRoot)=", RegexOptions.NonBacktracking)]
    private static partial Regex Setting();
}
