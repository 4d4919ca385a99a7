using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Infrastructure.Persistence.Converters;

/// <summary>The words that columns of one enumeration hold.</summary>
internal interface IStoredWords
{
    /// <summary>In the order of the enumeration's numbers.</summary>
    IReadOnlyList<string> All { get; }
}

/// <summary>
/// How an enumeration is stored, wherever it is a column: by words that its feature writes down beside its mapping, so that renaming a value in code changes
/// no row. Found by its type when the model is made. An enumeration without one would be stored by its numbers, which <c>StoredEnumTests</c> refuses.
/// </summary>
/// <typeparam name="T">The enumeration.</typeparam>
internal abstract class StoredWordsConverter<T> : ValueConverter<T, string>, IStoredWords
    where T : struct, Enum
{
    private readonly StoredWords<T> _words;

    /// <param name="words">One for each value. A word that has been deployed never changes and never goes.</param>
    protected StoredWordsConverter(params IReadOnlyList<(T Value, string Word)> words)
        : this(new StoredWords<T>(typeof(T).Name, words))
    {
    }

    private StoredWordsConverter(StoredWords<T> words)
        : base(value => words.WordOf(value), word => words.ValueOf(word))
    {
        _words = words;
    }

    public IReadOnlyList<string> All => _words.All;

    /// <summary>For statements that are not made by the model.</summary>
    public string WordOf(T value) => _words.WordOf(value);
}
