using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using MobileBackend.Application.Proofs;
using MobileBackend.Infrastructure.Security;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>
/// Makes challenges and judges their solutions. Both go by keys that are derived from the signing ring, for this use alone: the first key makes,
/// all of them verify.
/// </summary>
internal sealed class Challenges : IChallenges
{
    private readonly ChallengeOptions _options;
    private readonly TimeProvider _time;
    private readonly byte[] _current;
    private readonly byte[][] _all;

    public Challenges(KeyRings rings, IOptions<ProofOptions> options, TimeProvider time)
    {
        _options = options.Value.Challenge;
        _time = time;
        _current = Derive(rings.Signing.Current);
        _all = [.. rings.Signing.All.Select(Derive)];
    }

    public ChallengeResponse Issue(ProofFlow flow)
    {
        var salt = AltchaV1.NewSalt(_time.GetUtcNow() + _options.Lifetime, flow.Word());
        var challenge = AltchaV1.ChallengeOf(salt, RandomNumberGenerator.GetInt32(_options.MaxNumber + 1));
        return new ChallengeResponse(AltchaV1.Algorithm, challenge, salt, _options.MaxNumber, AltchaV1.SignatureOf(challenge, _current));
    }

    /// <summary>Judges a solution but for its first use, which the database knows.</summary>
    public JudgedSolution Judge(IReadOnlyList<string?> presented, ProofFlow flow)
    {
        if (presented is [] or [null or ""])
        {
            return new JudgedSolution(ProofOutcome.Missing);
        }

        if (presented is not [{ } payload] || AltchaV1.Read(payload) is not { } solution)
        {
            return new JudgedSolution(ProofOutcome.Malformed);
        }

        var verified = AltchaV1.Verify(solution, _options.MaxNumber, _all);
        if (verified != ProofOutcome.Good)
        {
            return new JudgedSolution(verified);
        }

        return AltchaV1.ReadSalt(solution.Salt) switch
        {
            null => new JudgedSolution(ProofOutcome.Malformed),
            var salt when salt.ExpiresAt <= _time.GetUtcNow() => new JudgedSolution(ProofOutcome.Expired),
            var salt when !string.Equals(salt.Flow, flow.Word(), StringComparison.Ordinal) => new JudgedSolution(ProofOutcome.WrongFlow),
            var salt => new JudgedSolution(ProofOutcome.Good, solution.Signature, salt.ExpiresAt),
        };
    }

    private static byte[] Derive(RingKey key) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, key.Bytes, KeyRing.KeyLength, salt: [], info: "mobile-backend altcha challenge v1"u8.ToArray());
}

/// <param name="Outcome">Good, or why not.</param>
/// <param name="Signature">By which a good one is known.</param>
/// <param name="ExpiresAt">Until when it has to be known.</param>
internal readonly record struct JudgedSolution(ProofOutcome Outcome, string Signature = "", DateTimeOffset ExpiresAt = default);
