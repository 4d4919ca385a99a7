namespace MobileBackend.Application.Proofs;

/// <summary>
/// A challenge of the ALTCHA protocol, version 1: find the number for which the SHA-256 of <c>salt</c> and the number, as decimal text, is
/// <c>challenge</c>. The names are the protocol's, so that its widget and libraries read it as it is.
/// </summary>
/// <param name="Algorithm">Always <c>SHA-256</c>.</param>
/// <param name="Challenge">64 lower-case hexadecimal characters.</param>
/// <param name="Salt">To be hashed as it is; it tells until when a solution is taken (<c>expires</c>, Unix seconds), and what for.</param>
/// <param name="Maxnumber">The number lies between 0 and this one.</param>
/// <param name="Signature">64 lower-case hexadecimal characters, to be sent back as they are.</param>
public sealed record ChallengeResponse(string Algorithm, string Challenge, string Salt, int Maxnumber, string Signature);
