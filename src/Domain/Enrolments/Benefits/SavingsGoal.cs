using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Enrolments.Benefits;

/// <summary>What somebody wants to do with the money they save.</summary>
public sealed record SavingsGoal
{
    public const int LongestLabel = 60;
    public const int LeastCents = 100;
    public const int MostCents = 10_000_000;

    private const int Whole = 100;

    private SavingsGoal(string label, int cents) => (Label, Cents) = (label, cents);

    /// <summary>In the person's own words; 1 to <see cref="LongestLabel"/> characters.</summary>
    public string Label { get; }

    /// <summary>What it costs, in euro cents.</summary>
    public int Cents { get; }

    public static Result<SavingsGoal> Parse(string? label, int? cents)
    {
        if (label?.Trim() is not { Length: > 0 and <= LongestLabel } text || text.Any(char.IsControl))
        {
            return BenefitErrors.SavingsGoalLabel;
        }

        return cents is >= LeastCents and <= MostCents ? new SavingsGoal(text, cents.Value) : BenefitErrors.SavingsGoalCents;
    }

    /// <summary>One that was accepted before, by the rules of then.</summary>
    public static SavingsGoal Restore(string label, int cents) => new(label, cents);

    /// <summary>How much of it has been saved, in whole percent from 0 to 100: 100 only once all of it has.</summary>
    /// <param name="centsSaved">Such as <see cref="BenefitTotals.CentsSaved"/>.</param>
    public int PercentReached(long centsSaved) => (int)(Math.Clamp(centsSaved, 0, Cents) * Whole / Cents);

    /// <summary>Never the content.</summary>
    public override string ToString() => "(savings goal)";
}
