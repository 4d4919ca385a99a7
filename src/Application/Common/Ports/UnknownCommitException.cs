namespace MobileBackend.Application.Common.Ports;

/// <summary>
/// The database did not say whether it committed. The work is not run again, which would judge it by its own result; who asked may ask
/// again, under the same Idempotency-Key. No type that the execution strategy takes for a passing fault.
/// </summary>
public sealed class UnknownCommitException(Exception cause) : Exception("The database did not say whether it committed.", cause);
