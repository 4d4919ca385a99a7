using System.Text.RegularExpressions;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>Tests say what they show, and all of them run.</summary>
internal static partial class TestNameRule
{
    /// <summary>The share of tests that may be called otherwise, where three parts would say less.</summary>
    private const double Tolerated = 0.1;

    public static IReadOnlyList<string> Violations(IReadOnlyCollection<SourceFile> tests)
    {
        var names = tests.SelectMany(file => Test().Matches(file.Text).Select(match => (file.Path, Name: match.Groups["name"].Value))).ToList();
        var others = names.Where(test => !Convention().IsMatch(test.Name)).ToList();
        return
        [
            .. others.Count > names.Count * Tolerated ? others.Select(test => $"{test.Path}: call {test.Name} Subject_Condition_Outcome.") : [],
            .. tests.SelectMany(file => Skipped().Matches(file.Text).Select(match =>
                $"{file.Path}: {match.Value.Trim()}: mend or remove it. What a machine lacks is told while the test runs (Assert.SkipWhen).")),
        ];
    }

    [GeneratedRegex(
        @"^[ ]*\[(Fact|Theory)\b[^\n]*\n(\s*\[[^\n]*\n)*\s*public\s+(async\s+)?[\w<>]+\s+(?<name>\w+)",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Test();

    [GeneratedRegex("^[A-Z][A-Za-z0-9]*_[A-Z0-9][A-Za-z0-9]*_[A-Z0-9][A-Za-z0-9]*$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Convention();

    [GeneratedRegex(
        @"^[ ]*\[(Fact|Theory|InlineData|MemberData)\([^\n]*\bSkip\s*=[^\n]*",
        RegexOptions.ExplicitCapture | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 5000)]
    private static partial Regex Skipped();
}
