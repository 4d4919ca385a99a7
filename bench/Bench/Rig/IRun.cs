namespace MobileBackend.Bench.Rig;

/// <summary>What a measurement is to reach.</summary>
/// <param name="Must">Short of this it has failed.</param>
/// <param name="Aim">What we would like.</param>
/// <param name="Unit">Empty for a ratio.</param>
/// <param name="LessIsBetter">True for a duration.</param>
internal sealed record Goal(double Must, double Aim, string Unit = "", bool LessIsBetter = false);

/// <summary>What was measured.</summary>
/// <param name="Value">The figure that the goal is about.</param>
/// <param name="P50">Median latency of the service, in milliseconds; null where there is none.</param>
/// <param name="P99">99th percentile of it.</param>
/// <param name="PeakMegabytes">Most resident memory of the service's process (VmHWM).</param>
/// <param name="Details">What else is worth keeping, in one line.</param>
internal sealed record Measured(double Value, double? P50, double? P99, double PeakMegabytes, string Details)
{
    /// <summary>L3: any run.</summary>
    public const double MostMegabytes = 600;

    /// <summary>Whether something else than the figure went wrong, such as answers 500.</summary>
    public bool IsSound { get; init; } = true;

    public bool Holds(Goal goal) =>
        IsSound && PeakMegabytes <= MostMegabytes && (goal.LessIsBetter ? Value <= goal.Must : Value >= goal.Must);
}

/// <summary>One measurement of the table in bench/README.md.</summary>
internal interface IRun
{
    string Id { get; }

    string What { get; }

    Goal Goal { get; }

    Task<Measured> MeasureAsync();
}
