namespace MobileBackend.Application.Common.Storage;

/// <summary>
/// The words that stand for an enumeration in stored forms, each written by hand: renaming a value in code changes nothing that is stored. A word never
/// changes and never goes; <c>tests/Unit.Tests/Storage/stored-words.txt</c> holds them.
/// </summary>
public sealed class StoredWords<T>
    where T : struct, Enum
{
    private readonly Dictionary<T, string> _words;
    private readonly Dictionary<string, T> _values;

    /// <param name="name">What the words say, in kebab-case.</param>
    /// <param name="words">One for each value of the enumeration.</param>
    public StoredWords(string name, params IReadOnlyList<(T Value, string Word)> words)
    {
        Name = name;
        _words = words.ToDictionary(pair => pair.Value, pair => pair.Word);
        _values = words.ToDictionary(pair => pair.Word, pair => pair.Value, StringComparer.Ordinal);
        All = [.. words.OrderBy(pair => pair.Value).Select(pair => pair.Word)];
    }

    public string Name { get; }

    /// <summary>In the order of the enumeration's numbers.</summary>
    public IReadOnlyList<string> All { get; }

    public string WordOf(T value) =>
        _words.TryGetValue(value, out var word) ? word : throw new StoredFormException($"There is no word for value {value:D} of '{Name}'.");

    public string? WordOf(T? value) => value is { } known ? WordOf(known) : null;

    /// <exception cref="StoredFormException">No value has this word.</exception>
    public T ValueOf(string word) =>
        _values.TryGetValue(word, out var value) ? value : throw new StoredFormException($"A stored word is none of '{Name}'.");

    /// <summary>The same where there may be none.</summary>
    public T? ValueOrNull(string? word) => word is null ? null : ValueOf(word);
}
