namespace MobileBackend.Application.Proofs;

/// <summary>The proofs that came with the current request, as they came: each empty, one text, or several where one was expected.</summary>
public interface IPresentedProofs
{
    /// <summary>Tokens of Firebase App Check.</summary>
    IReadOnlyList<string?> AppCheckTokens { get; }

    /// <summary>Solutions of challenges.</summary>
    IReadOnlyList<string?> ChallengeSolutions { get; }
}
