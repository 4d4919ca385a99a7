namespace MobileBackend.Api.OpenApi;

/// <summary>
/// Codes that this operation can refuse with, beyond those that any operation of its kind can (<see cref="RefusalsFilter"/>). Each must
/// be in the error catalogue, from which its status is known.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ProblemCodesAttribute(params string[] codes) : Attribute
{
    public IReadOnlyList<string> Codes => codes;
}
