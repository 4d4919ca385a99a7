using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MobileBackend.Bench.Rig;
using Npgsql;

namespace MobileBackend.Bench.Baseline;

/// <summary>
/// As little as can be between HTTP and PostgreSQL: a minimal API that sends the service's own statements through Npgsql, prepared, and
/// knows no callers, no rules, no encryption and no contract.
/// </summary>
internal static class BareApi
{
    public const string Verb = "bare-api";

    private const string Ready = "/ready";

    /// <summary>Starts it in a process of its own, as the service is.</summary>
    public static async Task<(Uri Address, Child Server)> StartAsync(Stage stage)
    {
        var address = new Uri($"http://127.0.0.1:{Child.FreePort()}");
        var server = await stage.StartAsync("bare-api", ["dotnet", Build.Bench, Verb, address.ToString(), stage.ConnectionString], [], new Uri(address, Ready));
        return (address, server);
    }

    /// <summary>Serves until the process ends.</summary>
    public static async Task RunAsync(Uri address, string connectionString)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(address.ToString());
        var prepared = new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = 50, AutoPrepareMinUsages = 2 };
        builder.Services.AddSingleton(_ => NpgsqlDataSource.Create(prepared));
        builder.Services.AddSingleton<SealedSamples>();
        await using var app = builder.Build();
        app.MapGet(Ready, () => Microsoft.AspNetCore.Http.Results.Ok());
        app.MapGet("/devices/{deviceId:guid}/callback-requests/{id:guid}", ReadCallbackAsync);
        app.MapPost("/devices/{deviceId:guid}/callback-requests", BareSubmission.AnswerAsync);
        await app.RunAsync();
    }

    private static async Task<IResult> ReadCallbackAsync(Guid deviceId, Guid id, NpgsqlDataSource database)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using (var device = new NpgsqlCommand(Statements.ActiveDevice, connection) { Parameters = { new() { Value = deviceId } } })
        {
            if (await device.ExecuteScalarAsync() is null)
            {
                return TypedResults.Unauthorized();
            }
        }

        await using var callback = new NpgsqlCommand(Statements.Callback, connection) { Parameters = { new() { Value = deviceId }, new() { Value = id } } };
        await using var reader = await callback.ExecuteReaderAsync();
        BareCallback? found = null;
        while (await reader.ReadAsync())
        {
            found ??= BareCallback.From(reader);
            if (!await reader.IsDBNullAsync(BareCallback.FirstOfAttempt))
            {
                found.Attempts.Add(new BareAttempt(
                    reader.GetFieldValue<DateTimeOffset>(BareCallback.FirstOfAttempt), reader.GetString(BareCallback.FirstOfAttempt + 1)));
            }
        }

        return found is null ? TypedResults.NotFound() : TypedResults.Json(found, JsonSerializerOptions.Web);
    }

    private sealed record BareAttempt(DateTimeOffset AttemptedAt, string Outcome);

    /// <summary>The members of the service's answer, as they lie in the row.</summary>
    private sealed record BareCallback(
        Guid Id, string Status, DateTimeOffset ReservedSlot, string WishedSlots, string Contact, DateTimeOffset RequestedAt, List<BareAttempt> Attempts)
    {
        public const int FirstOfAttempt = 6;

        public static BareCallback From(NpgsqlDataReader row) => new(
            row.GetGuid(0), row.GetString(1), row.GetFieldValue<DateTimeOffset>(2), row.GetString(3), row.GetString(4), row.GetFieldValue<DateTimeOffset>(5),
            []);
    }
}
