using System.Globalization;

namespace MobileBackend.Simulators.Faults;

/// <summary>How a step ends the exchange.</summary>
public enum FaultEnding
{
    /// <summary>As if there were no fault: checked, stored, answered honestly.</summary>
    Pass,

    /// <summary>The step's own status, headers and body.</summary>
    Answer,

    /// <summary>The connection is cut without an answer.</summary>
    Cut,

    /// <summary>No answer until the client gives up.</summary>
    Silence,
}

/// <summary>
/// What happens to one request. A step that <see cref="Stores"/> first treats the message as usual (a message that would be
/// refused gets its refusal), then waits <see cref="Delay"/> and ends; any other waits first and stores nothing, unless it passes.
/// </summary>
public sealed record FaultStep
{
    private FaultStep(FaultEnding ending, bool stores = false)
    {
        Ending = ending;
        Stores = stores;
    }

    public static FaultStep Pass { get; } = new(FaultEnding.Pass);

    public static FaultStep Silence { get; } = new(FaultEnding.Silence);

    public static FaultStep SilenceAfterStoring { get; } = new(FaultEnding.Silence, stores: true);

    public static FaultStep CutBeforeStoring { get; } = new(FaultEnding.Cut);

    public static FaultStep CutAfterStoring { get; } = new(FaultEnding.Cut, stores: true);

    /// <summary>202 to a message that is here already too, where an honest queue says 409.</summary>
    public static FaultStep AcceptDuplicates { get; } = Answer(202);

    public FaultEnding Ending { get; }

    /// <summary>What the simulated service calls this answer, where it has a word for it: an error code, for example.</summary>
    public string? Name { get; private init; }

    public bool Stores { get; private init; }

    public TimeSpan Delay { get; private init; }

    /// <summary>Status of an <see cref="FaultEnding.Answer"/>.</summary>
    public int Status { get; private init; }

    /// <summary>Value of the <c>Retry-After</c> header.</summary>
    public string? RetryAfter { get; private init; }

    public string? Location { get; private init; }

    public string? ContentType { get; private init; }

    public string? Body { get; private init; }

    /// <summary>Length of a body made of padding, instead of <see cref="Body"/>.</summary>
    public int BodyBytes { get; private init; }

    /// <summary>Any status. 2xx and 409 say that the simulated service has the message, so these store it first; the others do not.</summary>
    public static FaultStep Answer(int status) => new(FaultEnding.Answer, stores: status is (>= 200 and < 300) or 409) { Status = status };

    public static FaultStep Redirect(string location, int status = 307) => Answer(status) with { Location = location };

    /// <summary>The page of a proxy or of a crashed PHP script where JSON was expected.</summary>
    public static FaultStep Html(int status) =>
        Answer(status).WithBody(
            "<!doctype html><html><body><h1>Erreur</h1><p>Le service est momentanément indisponible.</p></body></html>", "text/html; charset=utf-8");

    /// <summary>An honest answer after a wait; a client that gave up before it has stored nothing.</summary>
    public static FaultStep Slow(TimeSpan delay) => Pass with { Delay = delay };

    /// <summary>The same step after a wait (after the storing, where it stores).</summary>
    public FaultStep After(TimeSpan delay) => this with { Delay = delay };

    public FaultStep WithRetryAfter(TimeSpan delay) => this with { RetryAfter = ((long)delay.TotalSeconds).ToString(CultureInfo.InvariantCulture) };

    public FaultStep WithRetryAfter(DateTimeOffset instant) => this with { RetryAfter = instant.ToString("R", CultureInfo.InvariantCulture) };

    /// <summary>The header as is, right or wrong.</summary>
    public FaultStep WithRetryAfter(string header) => this with { RetryAfter = header };

    public FaultStep Named(string name) => this with { Name = name };

    public FaultStep WithLocation(string location) => this with { Location = location };

    public FaultStep WithBody(string body, string contentType) => this with { Body = body, ContentType = contentType };

    /// <summary>A body of that many bytes, sent in pieces.</summary>
    public FaultStep WithBodyOf(int bytes, string contentType = "text/plain") => this with { BodyBytes = bytes, ContentType = contentType };

    /// <summary>The same ending with the message stored or not before it: a 500 after the storing, for example.</summary>
    public FaultStep Storing(bool stores) => this with { Stores = stores };
}
