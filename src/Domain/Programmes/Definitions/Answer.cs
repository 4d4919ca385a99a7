using System.Collections.Immutable;

namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>An answer to a question; which member holds it goes by the kind of the question.</summary>
/// <param name="Number">Of a number.</param>
/// <param name="Flag">Of yes or no.</param>
/// <param name="Words">The options chosen.</param>
/// <param name="Text">The person's own words.</param>
public sealed record Answer(int? Number = null, bool? Flag = null, ImmutableArray<string>? Words = null, string? Text = null)
{
    /// <summary>Never the content.</summary>
    public override string ToString() => "(answer)";
}
