using Microsoft.Extensions.Options;
using MobileBackend.Application.CallbackRequests.Slots;

namespace MobileBackend.Infrastructure.CallbackRequests;

/// <summary>Names each setting of call backs that is out of its range.</summary>
internal sealed class CallbackSettingsCheck : IValidateOptions<CallbackSettings>
{
    public ValidateOptionsResult Validate(string? name, CallbackSettings options)
    {
        var unusable = options.Unusable.ToList();
        return unusable.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(unusable.Select(setting => $"The setting {setting} is out of its range (docs/operations.md)."));
    }
}
