namespace MobileBackend.Simulators.Extranet;

/// <summary>How a simulated extranet is set up. The defaults suit a developer's machine; nothing here guards anything real.</summary>
public sealed record ExtranetSimulatorOptions
{
    public const string DefaultAccessToken = "extranet-development-token";
    public const string DefaultClientId = "mobile-backend";
    public const string DefaultClientSecret = "extranet-development-secret";

    /// <summary>TCP port on 127.0.0.1; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>A bearer token that is always taken; <see langword="null"/> leaves only those of <c>POST /oauth/token</c>.</summary>
    public string? AccessToken { get; init; } = DefaultAccessToken;

    public string ClientId { get; init; } = DefaultClientId;

    public string ClientSecret { get; init; } = DefaultClientSecret;

    /// <summary>How long a token of <c>POST /oauth/token</c> is taken.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// File of stored messages, one JSON object a line, written before the answer and read again at start, so that the book
    /// outlives the process that kept it. <see langword="null"/> keeps it in memory only.
    /// </summary>
    public string? JournalFile { get; init; }

    /// <summary>A slow disk: the wait before each write of <see cref="JournalFile"/>, and so before the answers that depend on it.</summary>
    public TimeSpan JournalDelay { get; init; }

    /// <summary>Clock of what the book notes and of when tokens end.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
