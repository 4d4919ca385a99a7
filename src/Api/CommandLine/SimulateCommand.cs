using System.CommandLine;
using System.Text.Json;
using MobileBackend.Api.Binding;
using MobileBackend.Api.Json;
using MobileBackend.Api.V1.Programmes.Simulations;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Programmes.Simulation;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Api.CommandLine;

/// <summary>Simulations for authors who have the content and no service: the same as <c>POST …/simulations</c>, without a database.</summary>
internal static class SimulateCommand
{
    private const int LongestFile = 64 * 1024;

    private static readonly JsonSerializerOptions Indented = new(ApiJson.Options) { WriteIndented = true };

    public static Command Create(IServiceProvider services)
    {
        var programme = new Option<string>("--programme") { Required = true, Description = "Its slug, such as tis" };
        var goal = new Option<GoalKind?>("--goal") { Description = "quit, reduce or explore; the file's where it is absent" };
        var person = new Option<FileInfo>("--person")
        {
            Required = true,
            Description = "A JSON file with the body of POST /staff/programmes/{slug}/simulations",
        };
        var html = new Option<FileInfo?>("--html") { Description = "Writes a page to look at into this file; where it is absent, the JSON is printed" };
        var simulate = new Command("simulate", "Leads a made-up person through a programme") { programme, goal, person, html };
        simulate.SetAction(async (parsed, token) =>
        {
            var console = parsed.InvocationConfiguration;
            var outcome = await RunAsync(services, parsed.GetValue(programme)!, parsed.GetValue(goal), parsed.GetValue(person)!, token);
            if (outcome.IsFailure)
            {
                return await OperatorCommands.RefuseAsync(console, outcome.Error);
            }

            if (parsed.GetValue(html) is not { } page)
            {
                await console.Output.WriteLineAsync(JsonSerializer.Serialize(outcome.Value, Indented));
                return 0;
            }

            await File.WriteAllTextAsync(page.FullName, SimulationPage.Render(outcome.Value), token);
            await console.Output.WriteLineAsync(page.FullName);
            return 0;
        });
        return simulate;
    }

    private static async Task<Result<SimulationResponse>> RunAsync(
        IServiceProvider services, string slug, GoalKind? goal, FileInfo person, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(person, cancellationToken);
        if (read.IsFailure)
        {
            return read.Error;
        }

        var query = read.Value.ToQuery(slug);
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(query with { Goal = goal ?? query.Goal }, cancellationToken);
    }

    private static async Task<Result<SimulateProgrammeBody>> ReadAsync(FileInfo file, CancellationToken cancellationToken)
    {
        if (!file.Exists || file.Length > LongestFile)
        {
            return Error.Invalid(
                $"Le fichier {file.Name} est introuvable, ou dépasse {LongestFile} octets.",
                $"There is no file {file.Name}, or it has more than {LongestFile} bytes.");
        }

        var bytes = await File.ReadAllBytesAsync(file.FullName, cancellationToken);
        if (!JsonScan.IsWellFormed(bytes))
        {
            return Errors.ApiErrors.MalformedJson;
        }

        try
        {
            return JsonSerializer.Deserialize<SimulateProgrammeBody>(bytes, ApiJson.Options) is { } body
                ? body
                : Errors.ApiErrors.InvalidValue.At(JsonScan.Root);
        }
        catch (JsonException exception)
        {
            return JsonScan.Explain(exception);
        }
    }
}
