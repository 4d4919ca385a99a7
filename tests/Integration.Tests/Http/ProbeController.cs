using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Api.Caching;
using MobileBackend.Api.V1;
using MobileBackend.Api.Versioning;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.TestKit;
using Npgsql;

namespace MobileBackend.Integration.Tests.Http;

/// <summary>A controller that misbehaves on demand, to see what the surface makes of it.</summary>
[Route("api/v{version:apiVersion}/probe")]
[AllowAnonymous]
public sealed class ProbeController : ApiController
{
    public const string Secret = "Camille 0639981234";

    [HttpPost("echo")]
    public ActionResult Echo(ProbeBody body) => Ok(body);

    [HttpGet("query")]
    public ActionResult Query(DateTimeOffset? at, DateOnly? day, AttemptOutcome? outcome, int? limit, string? text) =>
        Ok(new { at, day, outcome, limit, text });

    [HttpGet("old")]
    [Deprecated("2026-01-01", "2027-01-01")]
    public ActionResult Old() => Ok(new { answer = 42 });

    [HttpGet("read")]
    [PublicRead(maxAgeSeconds: 60)]
    public ActionResult Read() => Ok(new { language = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName });

    [HttpGet("bug")]
    public ActionResult Bug() => HttpContext is null ? Ok() : throw new InvalidOperationException(Secret);

    [HttpGet("database-down")]
    public ActionResult DatabaseDown() =>
        HttpContext is null ? Ok() : throw new InvalidOperationException("wrapped", new NpgsqlException(Secret, new IOException("refused")));

    [HttpGet("sqlite/{code:int}")]
    public ActionResult Sqlite(int code) => HttpContext is null ? Ok() : throw new InvalidOperationException("wrapped", new SqliteException(Secret, code));

    [HttpGet("bare/{status:int}")]
    public ActionResult Bare(int status) => StatusCode(status);

    /// <summary>Answers once the test lets it; the gate is the test's own service.</summary>
    [HttpGet("held")]
    [HttpPost("held")]
    public async Task<ActionResult> Held([FromServices] ProbeGate gate, CancellationToken cancellationToken)
    {
        await gate.PassAsync(cancellationToken);
        return Ok(new { answer = 42 });
    }

    internal static Task<ApiHost> StartAsync(
        TestDatabase database, Action<IServiceCollection>? configure = null, params (string Key, string? Value)[] settings) => ApiHost.StartAsync(
        database,
        settings: settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)),
        configure: services =>
        {
            services.AddControllers().AddApplicationPart(typeof(ProbeController).Assembly);
            configure?.Invoke(services);
        });
}

/// <summary>Where requests wait until the test opens it.</summary>
public sealed class ProbeGate
{
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _arrived;

    /// <summary>Requests that came this far.</summary>
    public int Arrived => Volatile.Read(ref _arrived);

    public void Open() => _open.TrySetResult();

    public Task PassAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _arrived);
        return _open.Task.WaitAsync(cancellationToken);
    }
}

public sealed record ProbeBody
{
    public string? Text { get; init; }

    public int Number { get; init; }

    public AttemptOutcome? Outcome { get; init; }

    public DateTimeOffset? At { get; init; }

    public TimeOnly? Time { get; init; }

    public IReadOnlyList<ProbeBody>? Children { get; init; }
}
