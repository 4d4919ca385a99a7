using MobileBackend.Domain.Common;
using YamlDotNet.RepresentationModel;

namespace MobileBackend.Infrastructure.Content;

/// <summary>A value in a content file, which knows its line.</summary>
internal sealed class ContentNode(string file, YamlNode node)
{
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

    public DateOnly Date() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", out var date) ? date : throw Refusal("A date was expected, like 2026-11-01.");

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

    /// <summary>Makes a domain object, whose own refusal is told with the line of this value.</summary>
    public T Make<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ArgumentException exception)
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

    /// <summary>Name of the file without folder and extension.</summary>
    public string FileName { get; } = Path.GetFileNameWithoutExtension(file);

    public ContentNode Required(string key) =>
        Optional(key) ?? throw new ContentException(file, mapping.Start.Line, $"The key '{key}' is missing.");

    public ContentNode? Optional(string key)
    {
        _asked.Add(key);
        return mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? new ContentNode(file, value) : null;
    }

    public void RefuseUnknown()
    {
        if (mapping.Children.Keys.FirstOrDefault(key => key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name)) is { } unknown)
        {
            throw new ContentException(file, unknown.Start.Line, $"The key '{unknown}' is not known here.");
        }
    }
}
