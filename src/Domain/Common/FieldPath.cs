namespace MobileBackend.Domain.Common;

/// <summary>Names the field of a request that a refusal is about.</summary>
public static class FieldPath
{
    /// <summary>A refusal quotes what a client sent: no more of it than tells which.</summary>
    private const int LongestQuotedKey = 64;

    /// <summary><c>profile.cigarettesPerDay</c>; the field alone where its key is longer than any that there is.</summary>
    public static string Of(string field, string key) => key.Length <= LongestQuotedKey ? $"{field}.{key}" : field;
}
