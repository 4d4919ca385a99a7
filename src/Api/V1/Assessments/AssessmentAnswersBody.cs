using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using MobileBackend.Domain.Assessments;

namespace MobileBackend.Api.V1.Assessments;

/// <summary>Answers to a questionnaire.</summary>
public sealed record AssessmentAnswersBody
{
    /// <summary>
    /// By the key of the item, the key of the option chosen; in a decisional balance by the key of the list, up to 30 entries
    /// <c>{ "text" (1 to 200 characters), "weight"? (0 to 10) }</c>.
    /// </summary>
    [Required]
    public IReadOnlyDictionary<string, JsonElement>? Answers { get; init; }

    internal IReadOnlyDictionary<string, AssessmentAnswer>? ToAnswers() =>
        Answers?.ToDictionary(answer => answer.Key, answer => Read(answer.Value), StringComparer.Ordinal);

    private static AssessmentAnswer Read(JsonElement value)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.String => new AssessmentAnswer(value.GetString(), Entries: null),
                JsonValueKind.Array => new AssessmentAnswer(Option: null, [.. value.EnumerateArray().Select(ReadEntry)]),
                _ => new AssessmentAnswer(Option: null, Entries: null),
            };
        }
        catch (InvalidOperationException)
        {
            // A text with half a surrogate pair is JSON, and no text.
            return new AssessmentAnswer(Option: null, Entries: null);
        }
    }

    /// <summary>What is no entry becomes one that is refused at its place.</summary>
    private static BalanceEntry ReadEntry(JsonElement value)
    {
        var unusable = new BalanceEntry(Text: null, Weight: null);
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Any(member => member.Name is not ("text" or "weight")))
        {
            return unusable;
        }

        var text = value.TryGetProperty("text", out var words) && words.ValueKind == JsonValueKind.String ? words.GetString() : null;
        var hasWeight = value.TryGetProperty("weight", out var weight) && weight.ValueKind != JsonValueKind.Null;
        return !hasWeight ? new BalanceEntry(text, Weight: null)
            : weight.ValueKind == JsonValueKind.Number && weight.TryGetInt32(out var number) ? new BalanceEntry(text, number)
            : unusable;
    }
}
