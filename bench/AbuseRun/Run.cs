using System.Globalization;

namespace MobileBackend.AbuseRun;

/// <summary>
/// An attacker and a crowd against the real rules, at the shipped capacity and at a hundred times it: how much one address gets of a day, and whether people
/// behind one address of a carrier are served.
/// </summary>
/// <param name="isShort">The shipped capacity and a smaller crowd alone: some two minutes.</param>
/// <param name="hasShares">False for the rules without shares, under which the run must fail.</param>
internal sealed class Run(bool isShort, bool hasShares)
{
    private const int ShippedCapacity = 6;
    private const double MostWithoutProof = 0.10;
    private const double MostWithChallenges = 0.25;

    private readonly List<string> _figures = [];
    private bool _holds = true;

    /// <returns>Whether every goal holds.</returns>
    public async Task<bool> PerformAsync()
    {
        foreach (var capacity in isShort ? [ShippedCapacity] : (int[])[ShippedCapacity, ShippedCapacity * 100])
        {
            await AttackAsync(capacity, withChallenges: false, MostWithoutProof);
            await AttackAsync(capacity, withChallenges: true, MostWithChallenges);
            await CrowdAsync(capacity, people: isShort ? 600 : 3_000, carriers: 1, underAttack: false);
            await CrowdAsync(capacity, people: isShort ? 600 : 3_000, carriers: 1, underAttack: true);
            await CrowdAsync(capacity, people: isShort ? 600 : 3_000, carriers: 3, underAttack: true);
        }

        Console.WriteLine($"abuse: {string.Join("; ", _figures)}: {(_holds ? "holds" : "FAILS")}");
        return _holds;
    }

    private async Task AttackAsync(int capacity, bool withChallenges, double most)
    {
        await using var stage = await Stage.SetAsync(capacity, hasShares);
        var day = stage.Days[1];
        var attack = new Attack(stage, "198.51.100.1", withChallenges);
        await attack.FillAsync(day, CancellationToken.None);
        if (capacity == ShippedCapacity)
        {
            // At a hundred times the capacity there are fifty thousand places to take: one day shows the same.
            await attack.SpreadAsync(CancellationToken.None);
        }

        var held = await stage.HeldAsync();
        var share = stage.Days.Max(each => (double)held.GetValueOrDefault(each) / stage.PlacesOn(each));
        Check(
            share <= most,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{capacity} a slot, one address {(withChallenges ? "with challenges" : "without proof")} {share:P1} of a day, {attack.Refused} refused"));
    }

    private async Task CrowdAsync(int capacity, int people, int carriers, bool underAttack)
    {
        await using var stage = await Stage.SetAsync(capacity, hasShares);
        var attack = new Attack(stage, Crowd.Address, withChallenges: false);
        using var crowdIsDone = new CancellationTokenSource();
        var attacking = underAttack ? attack.SpreadAsync(crowdIsDone.Token) : Task.CompletedTask;
        var crowd = new Crowd(stage, people, carriers);
        await crowd.AskAsync();
        await crowdIsDone.CancelAsync();
        await attacking;
        var free = await stage.FreePlacesAsync();
        Check(
            crowd.SentAway == 0 || free == 0,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{capacity} a slot, {people} behind {carriers}{(underAttack ? " with an attacker" : "")}: {crowd.Served} served, {free} places left"));
    }

    private void Check(bool holds, string figure)
    {
        _holds &= holds;
        _figures.Add(figure);
        Console.WriteLine($"{(holds ? "ok    " : "FAILED")} {figure}");
    }
}
