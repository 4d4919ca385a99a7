using System.Globalization;
using System.Text.Json;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Conditions;
using YamlDotNet.RepresentationModel;

namespace MobileBackend.Infrastructure.Content;

/// <summary>A content file that is being read.</summary>
/// <param name="file">Its path, or what to call it.</param>
/// <param name="mostFaults">
/// After how many faults the reading ends: 1 where whoever edits the file mends one at a time, more so that its author is told all of them at once.
/// </param>
/// <param name="cancellationToken">Ends the reading of what is long.</param>
internal sealed class ContentDocument(string file, int mostFaults = 1, CancellationToken cancellationToken = default)
{
    private readonly List<ContentException> _faults = [];

    /// <summary>Those that did not end the reading.</summary>
    public IReadOnlyList<ContentException> Faults => _faults;

    /// <summary>Name of the file without folder and extension.</summary>
    public string Name { get; } = Path.GetFileNameWithoutExtension(file);

    /// <summary>Whether another fault still leaves something to be told.</summary>
    private bool GoesOn => _faults.Count + 1 < mostFaults;

    public ContentException Refusal(long line, LocalizedText problem, Exception? cause = null) => new(file, line, problem, cause);

    public void ThrowIfCancelled() => cancellationToken.ThrowIfCancellationRequested();

    /// <summary>Goes on after a fault, where more are to be told.</summary>
    public void Note(ContentException fault) => _faults.Add(GoesOn ? fault : throw fault);

    /// <summary>Reads one of several things that do not depend on each other: where more faults are to be told, one that cannot be read is left out.</summary>
    public IEnumerable<T> Try<T>(Func<T> read)
    {
        try
        {
            return [read()];
        }
        catch (ContentException fault) when (GoesOn)
        {
            _faults.Add(fault);
            return [];
        }
    }
}

/// <summary>A value in a content file, which knows its line.</summary>
internal sealed class ContentNode(ContentDocument document, YamlNode node)
{
    /// <summary>How many of one thing are taken where nothing else is said: several times what any content holds.</summary>
    private const int UsualMost = 200;

    /// <summary>What is read on one screen of a phone, and scrolled through on a few.</summary>
    private const int LongestText = 5_000;

    private const int LongestTitle = 200;
    private const int LongestKey = 64;
    private const int LongestAddress = 2_000;

    /// <summary>From 1.</summary>
    public int Line => (int)node.Start.Line;

    /// <param name="longest">In characters.</param>
    public string Text(int longest = LongestText) =>
        node is not YamlScalarNode { Value: { } value } || string.IsNullOrWhiteSpace(value) || value is "~" or "null"
            ? throw Refusal("Un texte était attendu.", "A text was expected.")
        : value.Trim() is var text && text.Length > longest
            ? throw Refusal(
                $"Ce texte compte {text.Length} caractères, et ne peut en compter plus de {longest} ici.",
                $"This has {text.Length} characters, and at most {longest} are taken here.")
        : text;

    /// <summary>What something is called, by those who write content and in what is stored.</summary>
    public string Key() => Text(LongestKey);

    /// <summary>A French text that people read, with the spaces that belong into it.</summary>
    /// <param name="longest">In characters.</param>
    public string Prose(int longest = LongestText) => FrenchSpaces.Set(Text(longest));

    /// <summary>One of a line or two.</summary>
    public string Title() => Prose(LongestTitle);

    public LocalizedText Localized() => Map(map => new LocalizedText(map.Required("fr").Prose(), map.Required("en").Text()));

    public bool Flag() => Text() switch
    {
        "true" => true,
        "false" => false,
        _ => throw Refusal("true ou false était attendu.", "true or false was expected."),
    };

    /// <summary>A whole number within two others.</summary>
    public int Number(int minimum, int maximum) =>
        int.TryParse(Text(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= minimum && number <= maximum
            ? number
            : throw Refusal($"Un nombre entier de {minimum} à {maximum} était attendu.", $"A whole number from {minimum} to {maximum} was expected.");

    public TimeOnly Time() =>
        TimeOnly.TryParseExact(Text(), "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw Refusal("Une heure était attendue, comme 08:30.", "A time was expected, like 08:30.");

    public Uri Address() =>
        Uri.TryCreate(Text(LongestAddress), UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps
            ? address
            : throw Refusal("Une adresse était attendue, comme https://www.example.fr/page.", "An address was expected, like https://www.example.fr/page.");

    public DateOnly Date() =>
        DateOnly.TryParseExact(Text(), "yyyy-MM-dd", out var date)
            ? date
            : throw Refusal("Une date était attendue, comme 2026-11-01.", "A date was expected, like 2026-11-01.");

    /// <summary>One of the words of an enumeration, in kebab-case.</summary>
    public T Word<T>()
        where T : struct, Enum => Word(EnumWords<T>.All);

    /// <summary>One of the words given.</summary>
    public T Word<T>(IReadOnlyDictionary<string, T> words) =>
        words.TryGetValue(Text(), out var value)
            ? value
            : throw Refusal(
                $"L’un de ces mots était attendu : {string.Join(", ", words.Keys)}.", $"One of these was expected: {string.Join(", ", words.Keys)}.");

    /// <summary>The items of a list, as long as there are not too many.</summary>
    public IReadOnlyList<ContentNode> List(int most = UsualMost) => node is YamlSequenceNode { Children: var items }
        ? [.. Within(most, items).Select(item => new ContentNode(document, item))]
        : throw Refusal("Une liste était attendue.", "A list was expected.");

    /// <summary>Reads each map of a list.</summary>
    public IReadOnlyList<T> Maps<T>(Func<ContentMap, T> read, int most = UsualMost) => [.. List(most).SelectMany(item => document.Try(() => item.Map(read)))];

    /// <summary>Reads a map, and refuses the keys that <paramref name="read"/> did not ask for.</summary>
    public T Map<T>(Func<ContentMap, T> read)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Refusal("Des clés et leurs valeurs étaient attendues.", "A map of keys and values was expected.");
        }

        var map = new ContentMap(document, mapping);
        var value = read(map);
        map.RefuseUnknown();
        return value;
    }

    /// <summary>Each key with its value, in the order of the file, as long as there are not too many.</summary>
    public IReadOnlyList<(string Key, ContentNode Value)> Entries(int most = UsualMost)
    {
        if (node is not YamlMappingNode mapping)
        {
            throw Refusal("Des clés et leurs valeurs étaient attendues.", "A map of keys and values was expected.");
        }

        var entries = new List<(string Key, ContentNode Value)>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in Within(most, mapping.Children))
        {
            // YAML itself tells 'a' from 'a ' in quotes.
            var named = new ContentNode(document, name);
            var key = named.Key();
            entries.Add(taken.Add(key)
                ? (key, new ContentNode(document, value))
                : throw named.Refusal($"La clé « {key} » est déjà prise.", $"The key '{key}' is already taken."));
        }

        return entries;
    }

    /// <summary>Looks at a key of a map ahead of reading it; null where there is none.</summary>
    public ContentNode? Peek(string key) =>
        node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? new ContentNode(document, value) : null;

    /// <summary>Makes a domain object, whose own refusal is told with the line of this value.</summary>
    public T Make<T>(Func<T> make)
    {
        try
        {
            return make();
        }
        catch (ConditionException exception)
        {
            throw document.Refusal(Line, exception.Problem, exception);
        }
        catch (ArgumentException exception)
        {
            throw document.Refusal(Line, new LocalizedText(exception.Message, exception.Message), exception);
        }
    }

    public ContentException Refusal(string french, string english) => document.Refusal(Line, new LocalizedText(french, english));

    /// <summary>About what only comes with a release, whose faults nobody reads but in logs.</summary>
    public ContentException Refusal(string english) => Refusal(english, english);

    private ICollection<T> Within<T>(int most, ICollection<T> items) =>
        items.Count <= most
            ? items
            : throw Refusal(
                $"Il y en a {items.Count}, et il ne peut y en avoir plus de {most} ici.",
                $"There are {items.Count} of these, and at most {most} are taken here.");
}

/// <summary>A map in a content file, which remembers the keys it was asked for.</summary>
internal sealed class ContentMap(ContentDocument document, YamlMappingNode mapping)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Where it begins, from 1.</summary>
    public int Line { get; } = (int)mapping.Start.Line;

    /// <summary>Name of the file without folder and extension.</summary>
    public string FileName => document.Name;

    public ContentNode Required(string key) =>
        Optional(key) ?? throw Refusal($"La clé « {key} » manque.", $"The key '{key}' is missing.");

    public ContentNode? Optional(string key)
    {
        _asked.Add(key);
        return mapping.Children.TryGetValue(new YamlScalarNode(key), out var value) ? new ContentNode(document, value) : null;
    }

    public ContentException Refusal(string french, string english) => document.Refusal(Line, new LocalizedText(french, english));

    public void RefuseUnknown()
    {
        foreach (var unknown in mapping.Children.Keys.Where(key => key is not YamlScalarNode { Value: { } name } || !_asked.Contains(name)))
        {
            document.Note(document.Refusal(
                unknown.Start.Line, new LocalizedText($"La clé « {unknown} » n’est pas connue ici.", $"The key '{unknown}' is not known here.")));
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
