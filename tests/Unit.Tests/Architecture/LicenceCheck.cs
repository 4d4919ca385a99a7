using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace MobileBackend.Unit.Tests.Architecture;

/// <summary>What a package says of its licence: an SPDX expression, or the text of a file in it, or (old packages) only an address.</summary>
internal sealed record RestoredPackage(string Id, string Version, string? Expression = null, string? Text = null, string? Url = null);

/// <summary>
/// A licence that a person read because the package does not say it in a form that can be recognised; of one version, so that an upgrade asks again.
/// </summary>
internal sealed record ReviewedLicence(string Id, string Version, string Licence, string ReadAt);

/// <summary>Holds restored packages to the licences that this project may build on.</summary>
internal static class LicenceCheck
{
    /// <summary>Dedicated to the public: not a licence, asks for nothing; accepted only where a person has read it.</summary>
    public const string PublicDomain = "public-domain";

    private static readonly FrozenSet<string> Allowed = FrozenSet.ToFrozenSet(
        ["MIT", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "PostgreSQL", "MS-PL"], StringComparer.OrdinalIgnoreCase);

    private static readonly (string Sentence, string Licence)[] KnownTexts =
    [
        ("permission is hereby granted, free of charge, to any person obtaining a copy", "MIT"),
        ("apache license version 2.0", "Apache-2.0"),
        ("redistribution and use in source and binary forms, with or without modification, are permitted", "BSD-3-Clause"),
        ("permission to use, copy, modify, and distribute this software and its documentation for any purpose, without fee", "PostgreSQL"),
        ("microsoft public license (ms-pl)", "MS-PL"),
    ];

    /// <summary>One sentence for each package that must not be built on, none when all may.</summary>
    public static IReadOnlyList<string> Violations(IEnumerable<RestoredPackage> packages, IReadOnlyCollection<ReviewedLicence> reviewed)
    {
        var readings = reviewed.ToDictionary(review => (review.Id, review.Version));
        return [.. packages.Select(package => Violation(package, readings)).OfType<string>()];
    }

    private static string? Violation(RestoredPackage package, Dictionary<(string Id, string Version), ReviewedLicence> readings)
    {
        var name = $"{package.Id} {package.Version}";
        if (package.Expression is { } expression)
        {
            return Allows(expression) ? null : $"{name} is under {expression}.";
        }

        if (RecogniseText(package.Text) is { } recognised)
        {
            return Allows(recognised) ? null : $"{name} is under {recognised}.";
        }

        if (!readings.TryGetValue((package.Id, package.Version), out var reading))
        {
            return $"{name} does not say its licence in a known form ({package.Url ?? "a file of its own"}): read it, then enter it in reviewed-licences.txt.";
        }

        return Allows(reading.Licence) || reading.Licence == PublicDomain ? null : $"{name} is under {reading.Licence} ({reading.ReadAt}).";
    }

    // SPDX: OR leaves the choice, AND asks for both. Brackets and WITH match no allowed licence and so are refused for a person to read.
    private static bool Allows(string expression) =>
        expression.Split(" OR ", StringSplitOptions.TrimEntries).Any(choice => Array.TrueForAll(
            choice.Split(" AND ", StringSplitOptions.TrimEntries), Allowed.Contains));

    [SuppressMessage("Globalization", "CA1308", Justification = "The known sentences are in lower case.")]
    private static string? RecogniseText(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var words = string.Join(' ', text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Contains("gnu ", StringComparison.Ordinal)
            ? "a GNU licence, by its text"
            : Array.Find(KnownTexts, known => words.Contains(known.Sentence, StringComparison.Ordinal)).Licence;
    }
}
