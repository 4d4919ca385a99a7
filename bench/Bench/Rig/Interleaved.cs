using System.Globalization;

namespace MobileBackend.Bench.Rig;

/// <summary>
/// Compares contenders on a machine that is never quite the same: A B, A B, A B after a warm-up of each, in which the runtime compiles its
/// hot code for good, and the median of the rounds' ratios, which holds where the rates themselves do not.
/// </summary>
internal sealed class Interleaved(params IReadOnlyList<(string Name, Child? Server, Func<TimeSpan, Task<Load>> Run)> contenders)
{
    private const int MostWarmUps = 20;
    private const int WarmUpsWithoutGain = 3;
    private const double Gain = 0.95;
    private const int Rounds = 3;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestCompilation = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    private readonly List<Load[]> _rounds = [];

    /// <summary>Answers that were not good, of whomever.</summary>
    public long Refused => _rounds.Sum(round => round.Sum(load => load.Refused));

    public async Task RunAsync()
    {
        foreach (var (_, server, run) in contenders)
        {
            await WarmUpAsync(server, run);
        }

        for (var round = 0; round < Rounds; round++)
        {
            var loads = new Load[contenders.Count];
            for (var each = 0; each < loads.Length; each++)
            {
                loads[each] = await contenders[each].Run(Round);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {contenders[each].Name}: {loads[each].PerSecond:0}/s, p50 {loads[each].P50:0.0} ms, p99 {loads[each].P99:0.0} ms, "
                        + $"{loads[each].Cost:0} µs each, {loads[each].Refused} refused"));
            }

            _rounds.Add(loads);
        }
    }

    /// <summary>The median of the rounds' ratios of the first contender to another.</summary>
    public double RatioTo(int contender) => Median(round => round[0].PerSecond / round[contender].PerSecond);

    /// <summary>The median of the rounds.</summary>
    public Load Of(int contender) => new(
        Median(round => round[contender].PerSecond),
        Median(round => round[contender].P50),
        Median(round => round[contender].P99),
        _rounds.Sum(round => round[contender].Refused))
    {
        Cost = Median(round => round[contender].Cost),
    };

    /// <summary>What a contender did, in words.</summary>
    public string Tell(int contender)
    {
        var load = Of(contender);
        return string.Create(CultureInfo.InvariantCulture, $"{contenders[contender].Name} {load.PerSecond:#,0}/s at {load.Cost:0} µs");
    }

    /// <summary>
    /// What is hot is compiled anew in the background, twice, and some of it only once what it calls was: on two busy cores that takes a minute
    /// and more. So we go on until requests no longer become cheaper.
    /// </summary>
    private static async Task WarmUpAsync(Child? server, Func<TimeSpan, Task<Load>> run)
    {
        var (cheapest, withoutGain) = (double.MaxValue, 0);
        for (var stretch = 0; stretch < MostWarmUps && withoutGain < WarmUpsWithoutGain; stretch++)
        {
            var load = await run(WarmUp);
            await (server?.BecomesIdleAsync(LongestCompilation) ?? Task.CompletedTask);
            withoutGain = load.Cost < cheapest * Gain ? 0 : withoutGain + 1;
            cheapest = Math.Min(cheapest, load.Cost);
        }
    }

    private double Median(Func<Load[], double> figure) => _rounds.Select(figure).Order().ElementAt(Rounds / 2);
}
