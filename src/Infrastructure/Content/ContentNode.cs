using System.Globalization;
using System.Text.Json;
using MobileBackend.Domain.Common;
using YamlDotNet.RepresentationModel;

namespace MobileBackend.Infrastructure.Content;

/// <summary>A value in a content file, which knows its line.</summary>
internal sealed class ContentNode(string file, YamlNode node)
{
    /// <summary>From 1.</summary>
    public int Line => (int)node.Start.Line;

    public string Text() =>
        node is YamlScalarNode { Value: { } value } && !string.IsNullOrWhiteSpace(value) && value is not ("~" or "null")
            ? value.Trim()
            : throw Refusal("A text was expected.");

    public LocalizedText Localized() => Map(map => new LocalizedText(map.Required("fr").Text(), map.Required("en").Text()));

    public bool Flag() => Text() switch
    {
        "true" => true,
        "false" => false,
        _ => throw Refusal("true or false was expected."),
    };

    /// <summary>A whole number within two others.</summary>
    public int Number(int minimum, int maximum) =>
        int.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw Refusal($"A whole number from {minimum} to {maximum} was expected.");

    public TimeOnly Time() =>
        TimeOnly.TryParseExact(Text(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : throw Refusal("A time was expected, like 08:30.");

    public Uri Address() =>
        Uri.TryCreate(Text(), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps ? address : throw Refusal("An address was expected, like https://www.example.fr/page.");

    public DateOnly Date() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", out var date) ? date : throw Refusal("A date was expected, like 2026-11-01.");

    /// <summary>One of the words of an enumeration, in kebab-case.</summary>
    public T Word<T>()
        where T : struct, Enum => Word(EnumWords<T>.All);

    /// <summary>One of the words given.</summary>
    public T Word<T>(IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(Text(), out var value) ? value : throw Refusal($"One of these was expected: {string.Join(", ", words.Keys)}.");

    public IReadOnlyList<ContentNode> List() =>
        node is YamlSequenceNode sequence ? [.. sequence.Select(item => new ContentNode(file, item))] : throw Refusal("A list was expected.");

    /// <summary>Reads a map, and refuses the keys that <paramref name="read"/> did not ask for.</summary>
    public T Map<T>(Func<ContentMap, T> read)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Refusal("A map of keys and values was expected.");
        }

        var map = new ContentMap(file, mapping);
        var value = read(map);
        map.RefuseUnknown();
        return value;
    }

    /// <summary>Each key with its value, in the order of the file.</summary>
    public IReadOnlyList<(string Key, ContentNode Value)> Entries() =>
        node is YamlMappingNode mapping
            ? [.. mapping.Children.Select(child => (new ContentNode(file, child.Key).Text(), new ContentNode(file, child.Value)))]
            : throw Refusal("A map of keys and values was expected.");

    /// <summary>Looks at a key of a map ahead of reading it; null where there is none.</summary>
    public ContentNode? Peek(string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? new ContentNode(file, value) : null;

    /// <summary>Makes a domain object, whose own refusal is told with the line of this value.</summary>
    public T Make<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new ContentException(file, node.Start.Line, exception.Message, exception);
        }
    }

    public ContentException Refusal(string problem) => new(file, node.Start.Line, problem);
}

/// <summary>A map in a content file, which remembers the keys it was asked for.</summary>
internal sealed class ContentMap(string file, YamlMappingNode mapping)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Where it begins, from 1.</summary>
    public int Line { get; } = (int)mapping.Start.Line;

    /// <summary>Name of the file without folder and extension.</summary>
    public string FileName { get; } = Path.GetFileNameWithoutExtension(file);

    public ContentNode Required(string key) =>
        Optional(key) ?? throw new ContentException(file, mapping.Start.Line, $"The key '{key}' is missing.");

    public ContentNode? Optional(string key)
    {
        _asked.Add(key);
        return mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? new ContentNode(file, value) : null;
    }

    public ContentException Refusal(string problem) => new(file, mapping.Start.Line, problem);

    public void RefuseUnknown()
    {
        if (mapping.Children.Keys.FirstOrDefault(key => key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name)) is { } unknown)
        {
            throw new ContentException(file, unknown.Start.Line, $"The key '{unknown}' is not known here.");
        }
    }
}

/// <summary>The words of an enumeration as they are written in content.</summary>
internal static class EnumWords<T>
    where T : struct, Enum
{
    public static IReadOnlyDictionary<string, T> All { get; } =
        Enum.GetValues<T>().ToDictionary(value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()), StringComparer.Ordinal);
}
