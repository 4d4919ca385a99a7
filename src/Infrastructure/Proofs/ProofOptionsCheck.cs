using Microsoft.Extensions.Options;

namespace MobileBackend.Infrastructure.Proofs;

/// <summary>Stops the start with every fault of the settings, each by its name.</summary>
internal sealed class ProofOptionsCheck : IValidateOptions<ProofOptions>
{
    public ValidateOptionsResult Validate(string? name, ProofOptions options)
    {
        string[] faults =
        [
            .. options.AppCheck.ModeFaults("Proof:AppCheck"),
            .. options.AppCheck.Faults(),
            .. options.Challenge.ModeFaults("Proof:Challenge"),
            .. options.Challenge.Faults(),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
