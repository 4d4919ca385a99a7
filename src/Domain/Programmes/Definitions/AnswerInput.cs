namespace MobileBackend.Domain.Programmes.Definitions;

/// <summary>An answer as it came in: what was sent, before anybody looked at what had been asked.</summary>
public abstract record AnswerInput
{
    private AnswerInput()
    {
    }

    /// <summary>Never the content.</summary>
    public sealed override string ToString() => "(answer)";

    /// <summary>A whole number.</summary>
    public sealed record Number(int Value) : AnswerInput;

    /// <summary>Yes or no.</summary>
    public sealed record Flag(bool Value) : AnswerInput;

    /// <summary>The key of an option, or the person's own words; well-formed Unicode without NUL.</summary>
    public sealed record Text(string Value) : AnswerInput;

    /// <summary>The keys of the options chosen.</summary>
    public sealed record Words(IReadOnlyList<string> Values) : AnswerInput;

    /// <summary>Said to be nothing (<c>null</c>): no answer.</summary>
    public sealed record Nothing : AnswerInput;

    /// <summary>What can be no answer to any question.</summary>
    public sealed record Unusable : AnswerInput;
}
