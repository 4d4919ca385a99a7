namespace MobileBackend.Infrastructure.Firebase;

/// <summary>Settings under <c>Firebase</c>.</summary>
internal sealed class FirebaseOptions
{
    /// <summary>The JSON key file of the service account; none means that messages stay in the inbox only.</summary>
    public string? ServiceAccountFile { get; init; }

    public Uri BaseUrl { get; init; } = new("https://fcm.googleapis.com");

    /// <summary>
    /// What this replica may send, a little under the 600,000 a minute of a project: where several replicas push at once, each gets its share.
    /// </summary>
    public int MessagesPerMinute { get; init; } = 540_000;

    /// <summary>Longest wait for an answer, the token included. At most half of <c>Push:Lease</c>.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public bool IsUsable => MessagesPerMinute > 0 && Timeout > TimeSpan.Zero
        && BaseUrl.IsAbsoluteUri && (BaseUrl.Scheme == Uri.UriSchemeHttp || BaseUrl.Scheme == Uri.UriSchemeHttps);
}
