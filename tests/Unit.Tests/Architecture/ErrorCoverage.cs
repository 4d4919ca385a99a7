using System.Reflection;
using System.Text.RegularExpressions;
using MobileBackend.Domain.Common;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>A refusal that the service can answer with.</summary>
/// <param name="Member">Such as <c>CallbackRequestErrors.SlotFull</c>.</param>
/// <param name="Error">What it says.</param>
internal sealed record DeclaredError(string Member, Error Error);

/// <summary>Every refusal has a test that provokes it, and every code means one thing.</summary>
internal static partial class ErrorCoverage
{
    /// <summary>Every static member of type <see cref="Error"/>, wherever it is declared.</summary>
    public static IReadOnlyList<DeclaredError> Find(IEnumerable<Type> types)
    {
        const BindingFlags Static = BindingFlags.DeclaredOnly | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var errors = new List<DeclaredError>();
        foreach (var type in types.Where(type => !type.ContainsGenericParameters))
        {
            var properties = type.GetProperties(Static).Where(property => property.PropertyType == typeof(Error))
                .Select(property => (property.Name, Value: property.GetValue(null)));
            var fields = type.GetFields(Static).Where(field => field.FieldType == typeof(Error) && field.Name[0] != '<')
                .Select(field => (field.Name, Value: field.GetValue(null)));
            errors.AddRange(properties.Concat(fields).Select(member => new DeclaredError($"{type.Name}.{member.Name}", (Error)member.Value!)));
        }

        return errors;
    }

    /// <param name="errors">What is declared.</param>
    /// <param name="tests">The sources of the tests that may exercise them.</param>
    public static IReadOnlyList<string> Violations(IReadOnlyCollection<DeclaredError> errors, IEnumerable<SourceFile> tests)
    {
        // What is only talked about is not exercised.
        var text = string.Join('\n', tests.Select(test => Remark().Replace(test.Text, string.Empty)));
        return
        [
            .. errors.Where(error => !IsExercised(error, text)).Select(error =>
                $"{error.Member} ({error.Error.Code}) is exercised by no test: write one that provokes it and expects {Expectation(error)}."),
            .. errors.Where(error => error.Error.Code != Error.ValidationFailed).GroupBy(error => error.Error.Code).Where(group => group.Count() > 1)
                .Select(group => $"The code {group.Key} is that of {string.Join(" and ", group.Select(error => error.Member))}: "
                    + "clients switch on it, so let it mean one thing."),
        ];
    }

    private static bool IsExercised(DeclaredError error, string text) =>
        Regex.IsMatch(text, $@"\b{Regex.Escape(error.Member)}\b", RegexOptions.None, TimeSpan.FromSeconds(5))
        || (error.Error.Code == Error.ValidationFailed
            ? text.Contains(error.Error.Text.French, StringComparison.Ordinal) || text.Contains(error.Error.Text.English, StringComparison.Ordinal)
            : text.Contains($"\"{error.Error.Code}\"", StringComparison.Ordinal));

    private static string Expectation(DeclaredError error) =>
        error.Error.Code == Error.ValidationFailed ? $"{error.Member} or its text" : $"the code \"{error.Error.Code}\" or {error.Member}";

    [GeneratedRegex("^ *//.*$", RegexOptions.Multiline, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Remark();
}
