namespace MobileBackend.Simulators.Firebase;

/// <summary>How a simulated Firebase Cloud Messaging is set up. The defaults suit a developer's machine; nothing here guards anything real.</summary>
public sealed record FirebaseSimulatorOptions
{
    public const string DefaultProjectId = "mobile-backend-dev";

    /// <summary>TCP port on 127.0.0.1 for messages, cleartext HTTP/2 only; 0 takes any free one.</summary>
    public int MessagesPort { get; init; }

    /// <summary>TCP port on 127.0.0.1 for page, book, script and tokens (and messages too), HTTP/1.1; 0 takes any free one.</summary>
    public int PagePort { get; init; }

    /// <summary>The one project that the service account may send for.</summary>
    public string ProjectId { get; init; } = DefaultProjectId;

    /// <summary>How long an access token is taken.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>False counts what arrives and keeps none of it, for loads of a million messages: no lists, no page of phones.</summary>
    public bool KeepMessages { get; init; } = true;

    /// <summary>Clock of what the book notes, of waits, of the claims of assertions and of when tokens end.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
