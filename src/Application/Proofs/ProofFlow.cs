using System.Text.Json;

namespace MobileBackend.Application.Proofs;

/// <summary>What a proof is asked for. Its word is the same in the contract, in settings, in challenges and in metrics.</summary>
public enum ProofFlow
{
    /// <summary>Opening an account for an app.</summary>
    Registration,

    /// <summary>Asking for a call back.</summary>
    Callback,
}

/// <summary>The words of <see cref="ProofFlow"/>.</summary>
public static class ProofFlowWords
{
    /// <summary>Kebab-case, such as <c>callback</c>.</summary>
    public static string Word(this ProofFlow flow) => JsonNamingPolicy.KebabCaseLower.ConvertName(flow.ToString());
}
