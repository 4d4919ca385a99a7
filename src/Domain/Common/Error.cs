namespace MobileBackend.Domain.Common;

/// <summary>What kind of refusal an <see cref="Error"/> is. The API maps each kind to one HTTP status, in one place.</summary>
public enum ErrorType
{
    /// <summary>The request itself cannot be right, whatever the state (400).</summary>
    Validation,

    /// <summary>Nobody is known behind the request, or no longer (401).</summary>
    Unauthenticated,

    /// <summary>The caller is known and may not do this (403).</summary>
    Forbidden,

    /// <summary>Absent, or someone else's: the two are told alike, so that ids cannot be probed (404).</summary>
    NotFound,

    /// <summary>The request is right, the present state does not allow it (409).</summary>
    Conflict,

    /// <summary>The request contradicts an earlier one (422).</summary>
    Unprocessable,

    /// <summary>Too many of these, too soon (429).</summary>
    RateLimited,

    /// <summary>The service cannot answer now (503).</summary>
    Unavailable,
}

/// <summary>
/// A refusal that a user can cause. Declared as a static member beside the aggregate that refuses (<c>…Errors</c> classes),
/// which is where the page <c>/problems/{code}</c> and the contract find it.
/// </summary>
/// <param name="Type">The kind, which decides the HTTP status.</param>
/// <param name="Code">Stable kebab-case word that clients switch on.</param>
/// <param name="Text">What is said to the person.</param>
public sealed record Error(ErrorType Type, string Code, LocalizedText Text)
{
    public const string ValidationFailed = "validation-failed";

    /// <summary>camelCase path of the request field at fault (<c>wishedSlots[0].start</c>), where there is one.</summary>
    public string? Field { get; init; }

    /// <summary>Members added to the problem document beside the standard ones, by their camelCase name.</summary>
    public IReadOnlyDictionary<string, object> Extensions { get; init; } = System.Collections.Immutable.ImmutableDictionary<string, object>.Empty;

    /// <summary>
    /// The refusal is itself a change to keep, such as a revocation after a theft: what the command did is saved all the same.
    /// </summary>
    public bool KeepsChanges { get; init; }

    /// <summary>A value that can never be accepted; the caller says which field held it with <see cref="At"/>.</summary>
    public static Error Invalid(string french, string english) => new(ErrorType.Validation, ValidationFailed, new LocalizedText(french, english));

    public static Error Unauthenticated(string code, string french, string english) => new(ErrorType.Unauthenticated, code, new LocalizedText(french, english));

    public static Error Forbidden(string code, string french, string english) => new(ErrorType.Forbidden, code, new LocalizedText(french, english));

    public static Error Conflict(string code, string french, string english) => new(ErrorType.Conflict, code, new LocalizedText(french, english));

    public static Error Unprocessable(string code, string french, string english) => new(ErrorType.Unprocessable, code, new LocalizedText(french, english));

    /// <summary>The same refusal, pinned to the request field <paramref name="field"/>.</summary>
    public Error At(string field) => this with { Field = field };

    /// <summary>The same refusal with one more member in its problem document.</summary>
    public Error With(string name, object value) => this with { Extensions = new Dictionary<string, object>(Extensions) { [name] = value } };
}
