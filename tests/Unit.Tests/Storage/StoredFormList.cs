namespace MobileBackend.Unit.Tests.Storage;

/// <summary>The committed list of forms: what is stored changes by another version alone.</summary>
internal static class StoredFormList
{
    /// <summary>A form's block of the list: its name, version and type, and a line for each member, with a question mark where it may be absent.</summary>
    public static string Describe(Type form) =>
        string.Join('\n', [$"{StoredForms.NameOf(form)} v{StoredForms.VersionOf(form)}: {form.Name}", .. Members(form, form, string.Empty)]);

    /// <param name="forms">As they are.</param>
    /// <param name="committed">The list: blocks between empty lines, and remarks after #.</param>
    public static IReadOnlyList<string> Violations(IEnumerable<Type> forms, string committed)
    {
        var known = BlocksOf(committed).ToDictionary(KeyOf, StringComparer.Ordinal);
        var described = forms.Select(Describe).ToDictionary(KeyOf, StringComparer.Ordinal);
        return
        [
            .. described.Where(form => !known.ContainsKey(form.Key))
                .Select(form => $"{form.Key} is not in stored-forms.txt. Add, in its place by name:\n{form.Value}"),
            .. known.Keys.Where(key => !described.ContainsKey(key)).Select(key => $"{key} is gone: what was stored in it must open for ever."),
            .. described.Where(form => known.TryGetValue(form.Key, out var before) && before != form.Value).Select(form =>
                $"{form.Key} is stored in another way than before: {Differences(known[form.Key], form.Value)}. Leave it as it was, and add a new version: "
                + "a record of its own, which the mapper writes from now on; it reads both (CONTRIBUTING, \"Change what is stored\")."),
            .. BlocksOf(committed).Select(KeyOf).Zip(BlocksOf(committed).Select(KeyOf).Order(StringComparer.Ordinal))
                .Where(pair => pair.First != pair.Second).Take(1).Select(pair => $"stored-forms.txt is not sorted: {pair.Second} comes before {pair.First}."),
        ];
    }

    private static string KeyOf(string block) => block.Split(':')[0];

    private static IEnumerable<string> BlocksOf(string committed)
    {
        var lines = committed.ReplaceLineEndings("\n").Split('\n').Where(line => !line.StartsWith('#'));
        return string.Join('\n', lines).Split("\n\n").Select(block => block.Trim('\n')).Where(block => block.Length > 0);
    }

    private static string Differences(string before, string now)
    {
        var (was, @is) = (before.Split('\n'), now.Split('\n'));
        var changes = was.Except(@is).Select(line => $"-{line.Trim()}").Concat(@is.Except(was).Select(line => $"+{line.Trim()}"));
        return string.Join("; ", changes.DefaultIfEmpty("another order"));
    }

    private static IEnumerable<string> Members(Type form, Type part, string path) => StoredForms.MembersOf(part)
        .SelectMany(member => Lines(form, StoredForms.WithoutNull(member.PropertyType), $"{path}{member.Name}", member.IsRequired ? string.Empty : "?"));

    private static IEnumerable<string> Lines(Type form, Type type, string path, string mark) => StoredForms.ShapeOf(form, type) switch
    {
        StoredShape.List => Lines(form, StoredForms.ElementOf(type), $"{path}{mark}[]", string.Empty),
        StoredShape.Map => Lines(form, StoredForms.ElementOf(type), $"{path}{mark}{{{type.GetGenericArguments()[0].Name}}}", string.Empty),
        StoredShape.Part => Members(form, type, $"{path}{mark}."),
        _ => [$"  {path}{mark}: {type.Name}"],
    };
}
