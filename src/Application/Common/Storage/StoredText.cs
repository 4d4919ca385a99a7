using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MobileBackend.Application.Common.Storage;

/// <summary>
/// Stored forms as text: <c>v1:</c> and JSON with camelCase members, without nulls. Reading is strict: a member that the form does not know, one that it needs
/// and does not find, or null where there is none, is a fault and never an empty value.
/// </summary>
public static class StoredText
{
    private const char Mark = 'v';
    private const char End = ':';

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>How members are named and read; also for those who describe the forms.</summary>
    public static JsonSerializerOptions Json => Options;

    public static string Write<TForm>(TForm form)
        where TForm : IStoredForm => $"{MarkOf(TForm.Version)}{JsonSerializer.Serialize(form, Options)}";

    /// <summary>The version that a text was written in, for the mapper to choose by.</summary>
    /// <exception cref="StoredFormException">The text begins with no version.</exception>
    public static int VersionOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.IndexOf(End, StringComparison.Ordinal);
        return end > 1 && text[0] == Mark && int.TryParse(text.AsSpan(1, end - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new StoredFormException("A stored text begins with no version.");
    }

    /// <exception cref="StoredFormException">The text was written in another version, or is not of this form.</exception>
    public static TForm Read<TForm>(string text)
        where TForm : IStoredForm
    {
        if (VersionOf(text) is var version && version != TForm.Version)
        {
            throw new StoredFormException($"'{TForm.Name}' is stored in version {version}, and was read as version {TForm.Version}.");
        }

        try
        {
            return JsonSerializer.Deserialize<TForm>(text.AsSpan(text.IndexOf(End, StringComparison.Ordinal) + 1), Options)
                ?? throw new StoredFormException($"'{TForm.Name}' is stored as nothing.");
        }
        catch (JsonException)
        {
            // The serializer's message may quote what a person wrote.
            throw new StoredFormException($"A stored text is not of the form '{TForm.Name}' in version {TForm.Version}.");
        }
    }

    private static string MarkOf(int version) => string.Create(CultureInfo.InvariantCulture, $"{Mark}{version}{End}");
}

/// <summary>A stored text that cannot be read as what it should be. Its message never shows the content.</summary>
public sealed class StoredFormException(string message) : Exception(message);
