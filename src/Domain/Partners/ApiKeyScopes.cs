namespace MobileBackend.Domain.Partners;

/// <summary>What a key may be allowed to do.</summary>
public static class ApiKeyScopes
{
    public const string CallbacksWrite = "callbacks:write";

    public static IReadOnlyList<string> All { get; } = [CallbacksWrite, "questions:write", "testimonies:write", "directory:read", "campaigns:write"];
}
