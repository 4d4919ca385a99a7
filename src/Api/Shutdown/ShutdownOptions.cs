namespace MobileBackend.Api.Shutdown;

/// <summary>Settings under <c>Shutdown</c>.</summary>
/// <param name="DrainDelay">
/// How long requests are still taken after the readiness turned red: what balancers need to notice. Default 5 s; 0 in Development.
/// </param>
/// <param name="Timeout">How long requests, deliveries and jobs under way may then take to end. Default 20 s.</param>
internal sealed record ShutdownOptions(TimeSpan DrainDelay, TimeSpan Timeout)
{
    private const string DrainDelayKey = "Shutdown:DrainDelay";
    private const string TimeoutKey = "Shutdown:Timeout";

    private static readonly TimeSpan UsualDrainDelay = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <exception cref="InvalidOperationException">A setting is no duration, or one that makes no sense.</exception>
    public static ShutdownOptions Read(IConfiguration configuration, IHostEnvironment environment)
    {
        var delay = configuration.GetValue(DrainDelayKey, environment.IsDevelopment() ? TimeSpan.Zero : UsualDrainDelay);
        var timeout = configuration.GetValue(TimeoutKey, UsualTimeout);
        if (delay < TimeSpan.Zero || delay > Longest)
        {
            throw new InvalidOperationException($"The setting {DrainDelayKey} must be a duration, 0 to 10 minutes.");
        }

        return timeout <= TimeSpan.Zero || timeout > Longest
            ? throw new InvalidOperationException($"The setting {TimeoutKey} must be a duration, more than 0 and up to 10 minutes.")
            : new ShutdownOptions(delay, timeout);
    }
}
