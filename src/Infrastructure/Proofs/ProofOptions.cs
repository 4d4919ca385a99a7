using System.Text.RegularExpressions;
using MobileBackend.Application.Proofs;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>What is done about a kind of proof.</summary>
internal enum ProofMode
{
    /// <summary>It is not looked at.</summary>
    Off,

    /// <summary>It is verified, counted and honoured; without it nothing is refused.</summary>
    Observe,

    /// <summary>Without a good proof, of this kind or of another one that is looked at, the request is refused.</summary>
    Enforce,
}

/// <summary>Settings under <c>Proof</c>.</summary>
internal sealed class ProofOptions
{
    public AppCheckOptions AppCheck { get; init; } = new();

    public ChallengeOptions Challenge { get; init; } = new();
}

/// <summary>The mode of a kind of proof, and of single flows where they differ. Texts, so that an unknown word is refused with its setting's name.</summary>
internal abstract class ProofKindOptions
{
    public string? Mode { get; init; }

    /// <summary>By the word of the flow, such as <c>callback</c>.</summary>
    public Dictionary<string, string?> Routes { get; init; } = [];

    /// <summary>Whether any flow looks at this kind.</summary>
    public bool IsUsed => Enum.GetValues<ProofFlow>().Any(flow => ModeOf(flow) != ProofMode.Off);

    public ProofMode ModeOf(ProofFlow flow)
    {
        var word = flow.Word();
        var own = Routes.FirstOrDefault(route => string.Equals(route.Key, word, StringComparison.OrdinalIgnoreCase)).Value;
        return Parse(own) ?? Parse(Mode) ?? ProofMode.Off;
    }

    /// <summary>What is wrong with the modes.</summary>
    /// <param name="section">The settings' name, such as <c>Proof:Challenge</c>.</param>
    public IEnumerable<string> ModeFaults(string section)
    {
        if (Mode is not null && Parse(Mode) is null)
        {
            yield return $"{section}:Mode must be off, observe or enforce.";
        }

        foreach (var (flow, mode) in Routes)
        {
            if (!Enum.GetValues<ProofFlow>().Any(known => string.Equals(known.Word(), flow, StringComparison.OrdinalIgnoreCase)))
            {
                yield return $"{section}:Routes:{flow} names no flow: there are {string.Join(", ", Enum.GetValues<ProofFlow>().Select(ProofFlowWords.Word))}.";
            }
            else if (Parse(mode) is null)
            {
                yield return $"{section}:Routes:{flow} must be off, observe or enforce.";
            }
        }
    }

    private static ProofMode? Parse(string? word) => word?.ToLowerInvariant() switch
    {
        "off" => ProofMode.Off,
        "observe" => ProofMode.Observe,
        "enforce" => ProofMode.Enforce,
        _ => null,
    };
}

/// <summary>Settings under <c>Proof:AppCheck</c>.</summary>
internal sealed partial class AppCheckOptions : ProofKindOptions
{
    /// <summary>The Firebase project's number (not its id), as the console shows it.</summary>
    public string? ProjectNumber { get; init; }

    /// <summary>The apps that are taken, such as <c>1:123456789012:android:0a1b2c3d4e5f</c>.</summary>
    public IReadOnlyList<string> AppIds { get; init; } = [];

    /// <summary>Where the public keys are; the issuer of tokens does not follow it.</summary>
    public Uri BaseUrl { get; init; } = new("https://firebaseappcheck.googleapis.com");

    public IEnumerable<string> Faults()
    {
        if (!BaseUrl.IsAbsoluteUri || (BaseUrl.Scheme != Uri.UriSchemeHttps && !(BaseUrl.Scheme == Uri.UriSchemeHttp && BaseUrl.IsLoopback)))
        {
            yield return "Proof:AppCheck:BaseUrl must be an https address.";
        }

        if (!IsUsed)
        {
            yield break;
        }

        if (ProjectNumber is null || !Digits().IsMatch(ProjectNumber))
        {
            yield return "Proof:AppCheck:ProjectNumber must be the number of the Firebase project, in digits.";
        }
        else if (AppIds.Count == 0 || AppIds.Any(id => !id.StartsWith($"1:{ProjectNumber}:", StringComparison.Ordinal) || !AppId().IsMatch(id)))
        {
            yield return "Proof:AppCheck:AppIds must list the apps of that project, such as 1:123456789012:android:0a1b2c3d4e5f.";
        }
    }

    [GeneratedRegex(@"^[0-9]{1,20}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Digits();

    [GeneratedRegex(@"^1:[0-9]{1,20}:(android|ios|web):[0-9a-f]{1,64}\z", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex AppId();
}

/// <summary>Settings under <c>Proof:Challenge</c>.</summary>
internal sealed class ChallengeOptions : ProofKindOptions
{
    /// <summary>Hashes at most, half of them on average: 100,000 take a fast computer a third of a second, a small phone two and a half.</summary>
    public int MaxNumber { get; init; } = 50_000;

    /// <summary>How long a challenge can be used, the filling in of the form included.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);

    public IEnumerable<string> Faults()
    {
        if (MaxNumber is < 1 or > 10_000_000)
        {
            yield return "Proof:Challenge:MaxNumber must lie between 1 and 10,000,000.";
        }

        if (Lifetime < TimeSpan.FromSeconds(10) || Lifetime > TimeSpan.FromHours(1))
        {
            yield return "Proof:Challenge:Lifetime must lie between 10 seconds and an hour.";
        }
    }
}
