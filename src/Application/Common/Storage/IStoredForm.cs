namespace MobileBackend.Application.Common.Storage;

/// <summary>
/// A form in which something is kept in the database: a record of its own beside a mapper, such as <c>StoredEnrolmentV1</c>. Classes of Domain, commands and
/// responses change with the code and are never kept themselves. Its members are numbers, flags, texts, <see cref="Guid"/>, dates, instants, collections of
/// these and records nested in it; words that stand for an enumeration are mapped by hand, each to a word that never changes.
/// </summary>
/// <remarks>
/// Once a form has been deployed it never changes: another version gets a record of its own, the mapper reads both, and the text is written in the newest one
/// alone. <c>tests/Unit.Tests/Storage</c> holds the members of every form, and a text in every form that must open for ever.
/// </remarks>
public interface IStoredForm
{
    /// <summary>What is kept, in kebab-case, the same for all versions: names the form in the committed samples.</summary>
    static abstract string Name { get; }

    /// <summary>From 1.</summary>
    static abstract int Version { get; }
}
