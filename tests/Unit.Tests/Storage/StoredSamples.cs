using System.Text.Json;
using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Unit.Tests.Storage;

/// <summary>The committed text of each form: it opens for ever, and shows every member.</summary>
internal static class StoredSamples
{
    public static string PathOf(Type form) => StoredForms.Committed("Samples", $"{form.Name}.txt");

    /// <summary>Null where there is none.</summary>
    public static string? Find(Type form) => File.Exists(PathOf(form)) ? File.ReadAllText(PathOf(form)) : null;

    /// <param name="form">Which.</param>
    /// <param name="sample">Its text; null where there is none.</param>
    public static IReadOnlyList<string> Violations(Type form, string? sample)
    {
        if (sample is null)
        {
            return [$"{form.Name} has no sample: commit one in {Path.GetFileName(PathOf(form))} that holds every member."];
        }

        try
        {
            var text = sample.TrimEnd('\n');
            var again = StoredForms.Write(form, StoredForms.Read(form, text));
            return
            [
                .. again == text ? Array.Empty<string>() : [$"The sample of {form.Name} is written again as another text:\n{again}"],
                .. Missing(form, text).Select(path => $"The sample of {form.Name} shows nothing in {path}: let it hold a value other than the default."),
            ];
        }
        catch (StoredFormException exception)
        {
            return [$"The sample of {form.Name} does not open any more: {exception.Message}"];
        }
    }

    private static IEnumerable<string> Missing(Type form, string text)
    {
        using var document = JsonDocument.Parse(text.AsMemory(text.IndexOf(':', StringComparison.Ordinal) + 1));
        var shown = new Dictionary<string, bool>(StringComparer.Ordinal);
        Visit(form, form, document.RootElement, string.Empty, shown);
        return shown.Where(member => !member.Value).Select(member => member.Key);
    }

    private static void Visit(Type form, Type type, JsonElement? found, string path, Dictionary<string, bool> shown)
    {
        switch (StoredForms.ShapeOf(form, type))
        {
            case StoredShape.Part:
                foreach (var member in StoredForms.MembersOf(type))
                {
                    JsonElement? value = found is { } part && part.TryGetProperty(member.Name, out var held) ? held : null;
                    Visit(form, StoredForms.WithoutNull(member.PropertyType), value, $"{path}.{member.Name}", shown);
                }

                break;
            case StoredShape.List:
                VisitAll(form, type, [.. found?.EnumerateArray() ?? default], $"{path}[]", shown);
                break;
            case StoredShape.Map:
                VisitAll(form, type, [.. (found?.EnumerateObject() ?? default).Select(pair => pair.Value)], $"{path}{{}}", shown);
                break;
            default:
                shown[path] = shown.GetValueOrDefault(path) || (found is { } leaf && !IsDefault(leaf, type));
                break;
        }
    }

    private static void VisitAll(Type form, Type type, IReadOnlyList<JsonElement> elements, string path, Dictionary<string, bool> shown)
    {
        Visit(form, StoredForms.ElementOf(type), null, path, shown);
        foreach (var element in elements)
        {
            Visit(form, StoredForms.ElementOf(type), element, path, shown);
        }
    }

    private static bool IsDefault(JsonElement leaf, Type type) =>
        type == typeof(string) ? leaf.GetString()!.Length == 0 : leaf.Deserialize(type, StoredText.Json)!.Equals(Activator.CreateInstance(type));
}
