using System.Text.RegularExpressions;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>A row of docs/personal-data.md about a column.</summary>
internal sealed record RegisteredColumn(string Name, string Purpose, string Class, string Retention, string Erasure);

/// <summary>docs/personal-data.md, as far as the code is held to it.</summary>
/// <param name="Columns">The rows about columns.</param>
/// <param name="Settings">The names of the retention settings that its table of settings explains.</param>
internal sealed partial record PersonalDataRegister(IReadOnlyList<RegisteredColumn> Columns, IReadOnlyList<string> Settings)
{
    private static readonly string[] Classes = ["none", "technical", "pseudonymous", "personal (sealed)", "health (sealed)"];

    /// <summary>Columns whose name sounds like a person's and is not.</summary>
    private static readonly Dictionary<string, string> NotAPersons = new(StringComparer.Ordinal)
    {
        ["api_keys.name"] = "the partner's or site's",
        ["callback_requests.source_name"] = "the app's, partner's or site's",
    };

    public static PersonalDataRegister Read(string markdown)
    {
        var rows = markdown.Split('\n').Where(line => line.StartsWith('|'))
            .Select(line => line.Trim().Trim('|').Split('|', StringSplitOptions.TrimEntries)).ToList();
        return new PersonalDataRegister(
            [.. rows.Where(cells => ColumnName().IsMatch(cells[0])).Select(cells => cells is [var name, var purpose, var kind, var retention, var erasure]
                ? new RegisteredColumn(name.Trim('`'), purpose, kind, retention, erasure)
                : throw new FormatException($"The row of {cells[0]} has {cells.Length} cells: column, purpose, class, retention, erasure."))],
            [.. rows.Where(cells => Setting().IsMatch(cells[0])).Select(cells => cells[0].Trim('`'))]);
    }

    /// <summary>Where the register and the stored columns differ, and what is stored in a way its name forbids.</summary>
    public IReadOnlyList<string> Violations(IReadOnlyCollection<StoredColumn> stored)
    {
        var registered = Columns.ToLookup(column => column.Name);
        var known = stored.Select(column => column.Name).ToHashSet();
        return
        [
            .. stored.Where(column => !registered.Contains(column.Name)).Select(column =>
                $"{column.Name} is not in docs/personal-data.md: add `| \\`{column.Name}\\` | purpose | class | retention | erasure |`."),
            .. Columns.Where(column => !known.Contains(column.Name))
            .Select(column => $"{column.Name} is not stored: take its row out of docs/personal-data.md."),
            .. registered.Where(rows => rows.Count() > 1).Select(rows => $"{rows.Key} has {rows.Count()} rows in docs/personal-data.md: keep one."),
            .. Columns.SelectMany(RowViolations),
            .. stored.Where(column => registered.Contains(column.Name)).SelectMany(column => StorageViolations(column, registered[column.Name].First())),
        ];
    }

    private static IEnumerable<string> StorageViolations(StoredColumn stored, RegisteredColumn registered)
    {
        var saysSealed = registered.Class.EndsWith("(sealed)", StringComparison.Ordinal);
        if (stored.IsSealed && !saysSealed)
        {
            yield return $"{stored.Name} is sealed: its class in docs/personal-data.md is personal (sealed) or health (sealed).";
        }

        if (!stored.IsSealed && saysSealed)
        {
            yield return $"{stored.Name} is classified as sealed and stored in clear: make it a SealedText, sealed by IPersonalDataSealer.";
        }

        if (!stored.IsSealed && !stored.IsHashed && !NotAPersons.ContainsKey(stored.Name)
            && PersonalName().IsMatch(stored.Name[(stored.Name.IndexOf('.', StringComparison.Ordinal) + 1)..]))
        {
            yield return $"{stored.Name} sounds like a personal datum in clear: make it a SealedText, or a hash named so.";
        }
    }

    private IEnumerable<string> RowViolations(RegisteredColumn row)
    {
        if (!Classes.Contains(row.Class))
        {
            yield return $"{row.Name} has the class \"{row.Class}\": take one of {string.Join(", ", Classes)}.";
        }

        if (row.Purpose.Length == 0 || row.Retention.Length == 0 || row.Erasure.Length == 0)
        {
            yield return $"{row.Name} lacks a purpose, a retention or an erasure.";
        }

        foreach (var setting in Setting().Matches(row.Retention).Select(match => match.Value).Where(setting => !Settings.Contains(setting)))
        {
            yield return $"{row.Name} is kept as {setting} says, which the table of settings does not explain.";
        }
    }

    [GeneratedRegex(@"^`[a-z_]+\.[a-z_]+`$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ColumnName();

    [GeneratedRegex(@"Retention:\w+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Setting();

    [GeneratedRegex(
        "(^|_)(name|phone|e?mail|text|body|token|address|birth|comment|note|contact|password|secret)(_|s?$)",
        RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex PersonalName();
}
