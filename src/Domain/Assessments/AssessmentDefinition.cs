using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Assessments;

/// <summary>Whether an instrument may be shown to people.</summary>
public enum LicenceStatus
{
    /// <summary>Somebody may object: shown only where the service is told to.</summary>
    Unclear,

    Cleared,
}

/// <summary>
/// An instrument, as a versioned text with its source: a questionnaire whose answers add up, or a decisional balance, which has no score.
/// </summary>
public sealed record AssessmentDefinition
{
    /// <summary>The word that clients know it by, such as <c>ftnd</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Counts from 1; kept with each result.</summary>
    public required int Version { get; init; }

    public required string Title { get; init; }

    public required string Introduction { get; init; }

    /// <summary>Author, journal, year.</summary>
    public required string Source { get; init; }

    public required LicenceStatus Licence { get; init; }

    /// <summary>What is known of the right to show it.</summary>
    public required string LicenceNote { get; init; }

    public required ValidationStatus Status { get; init; }

    /// <summary>What a decisional balance weighs; empty for what has a score.</summary>
    public required IReadOnlyList<AssessmentList> Lists { get; init; }

    /// <summary>In the order in which they are asked; empty for a decisional balance.</summary>
    public required IReadOnlyList<AssessmentItem> Items { get; init; }

    /// <summary>From the least score to the greatest, without gaps; empty for a decisional balance.</summary>
    public required IReadOnlyList<AssessmentBand> Bands { get; init; }

    /// <summary>False for a decisional balance: lists of what speaks for and against, in the person's own words.</summary>
    public bool HasScore => Items.Count > 0;

    public int Maximum => Items.Sum(item => item.Options.Max(option => option.Score));

    /// <summary>Adds up the answers. There is no score with one of them missing.</summary>
    /// <param name="answers">By item.</param>
    public Result<AssessmentOutcome> Score(IReadOnlyDictionary<string, AssessmentAnswer> answers)
    {
        if (answers.Keys.FirstOrDefault(key => Items.All(item => item.Key != key)) is { } unknown)
        {
            return AssessmentErrors.UnknownItem.At(FieldPath.Of("answers", unknown));
        }

        var score = 0;
        foreach (var item in Items)
        {
            if (!answers.TryGetValue(item.Key, out var chosen))
            {
                return AssessmentErrors.MissingAnswer.At($"answers.{item.Key}");
            }

            if (item.Options.FirstOrDefault(option => option.Key == chosen.Option) is not { } option)
            {
                return AssessmentErrors.UnknownAnswer.At($"answers.{item.Key}");
            }

            score += option.Score;
        }

        return new AssessmentOutcome(score, Maximum, Bands.First(band => score <= band.To));
    }

    /// <summary>Whether a decisional balance can be taken: known lists, of entries with a text and a weight within bounds. Lists may be left out.</summary>
    public Result CheckLists(IReadOnlyDictionary<string, AssessmentAnswer> answers)
    {
        foreach (var (key, answer) in answers)
        {
            if (Lists.All(list => list.Key != key))
            {
                return AssessmentErrors.UnknownItem.At(FieldPath.Of("answers", key));
            }

            if (answer.Entries is not { Count: <= BalanceEntry.MostInAList } entries)
            {
                return AssessmentErrors.Entries.At($"answers.{key}");
            }

            for (var place = 0; place < entries.Count; place++)
            {
                if (!entries[place].IsUsable)
                {
                    return AssessmentErrors.Entry.At($"answers.{key}[{place}]");
                }
            }
        }

        return Result.Success;
    }
}

/// <summary>One of the lists that a decisional balance weighs.</summary>
/// <param name="Key">kebab-case.</param>
/// <param name="Label">What the person reads over it.</param>
public sealed record AssessmentList(string Key, string Label);

/// <summary>What somebody answers: an option of an item, or the entries of a list.</summary>
/// <param name="Option">Key of the option; null where none was given.</param>
/// <param name="Entries">In the person's own words; null where it is no list.</param>
public sealed record AssessmentAnswer(string? Option, IReadOnlyList<BalanceEntry>? Entries)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(answer)";
}

/// <summary>Something that speaks for or against.</summary>
/// <param name="Text">1 to 200 characters.</param>
/// <param name="Weight">0 to 10; null for none.</param>
public sealed record BalanceEntry(string? Text, int? Weight)
{
    public const int MostInAList = 30;
    public const int LongestText = 200;
    public const int GreatestWeight = 10;

    public bool IsUsable => Text?.Trim() is { Length: > 0 and <= LongestText } && Weight is null or (>= 0 and <= GreatestWeight);

    /// <summary>Never the content.</summary>
    public override string ToString() => "(entry)";
}

/// <summary>A question of an instrument.</summary>
public sealed record AssessmentItem(string Key, string Text, IReadOnlyList<AssessmentOption> Options);

/// <summary>A possible answer and what it counts.</summary>
public sealed record AssessmentOption(string Key, string Label, int Score);

/// <summary>What a range of scores means, in a sentence for the person: never a diagnosis.</summary>
/// <param name="Key">kebab-case; what conditions ask about.</param>
/// <param name="From">Least score.</param>
/// <param name="To">Greatest score.</param>
/// <param name="Label">A few words.</param>
/// <param name="Advice">What may help next.</param>
/// <param name="RoutesToHuman">Whether the person is shown the way to a human.</param>
public sealed record AssessmentBand(string Key, int From, int To, string Label, string Advice, bool RoutesToHuman);

/// <summary>A score, what it could have been at most, and what it means.</summary>
public sealed record AssessmentOutcome(int Score, int Maximum, AssessmentBand Band);
