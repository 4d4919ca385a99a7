using System.Globalization;
using MobileBackend.TestKit;

namespace MobileBackend.Bench.Rig;

/// <summary>Keeps every result as a row of bench/results.md.</summary>
internal static class Results
{
    public static void Append(IRun run, Measured measured)
    {
        var row = string.Create(
            CultureInfo.InvariantCulture,
            $"| {Machine.Today():yyyy-MM-dd HH:mm} | {Machine.Commit()} | {run.Id} | **{Figure(run.Goal, measured.Value)}** | "
                + $"{Figure(run.Goal, run.Goal.Must)} / {Figure(run.Goal, run.Goal.Aim)} | {Milliseconds(measured.P50)} | {Milliseconds(measured.P99)} | "
                + $"{measured.PeakMegabytes:0} | {Machine.Description()} | {measured.Details} |");
        File.AppendAllLines(Path.Combine(SolutionFolder.Find(), "bench", "results.md"), [row]);
    }

    public static string Summary(IRun run, Measured measured) => string.Create(
        CultureInfo.InvariantCulture,
        $"{measured.Details}\npeak memory {measured.PeakMegabytes:0} MB (must {Measured.MostMegabytes:0})\n"
            + $"{run.Id} {Figure(run.Goal, measured.Value)} (must {Figure(run.Goal, run.Goal.Must)}, aim {Figure(run.Goal, run.Goal.Aim)}): "
            + $"{(measured.Holds(run.Goal) ? "holds" : "FAILS")}");

    private static string Figure(Goal goal, double value) =>
        (goal.Unit.Length == 0 ? value.ToString("0.00", CultureInfo.InvariantCulture) : value.ToString("#,0", CultureInfo.InvariantCulture)) + goal.Unit;

    private static string Milliseconds(double? value) => value is { } known ? known.ToString("0.0", CultureInfo.InvariantCulture) : "";
}
