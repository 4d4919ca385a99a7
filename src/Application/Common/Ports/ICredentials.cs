using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.FollowUps;
using MobileBackend.Domain.Partners;

namespace MobileBackend.Application.Common.Ports;

/// <summary>Looks callers up, once a request: in compiled queries, past the aggregates' change tracking.</summary>
public interface ICredentials
{
    /// <summary>False once the device is revoked or erased, whatever the token in hand still says.</summary>
    Task<bool> IsDeviceActiveAsync(DeviceId deviceId, CancellationToken cancellationToken);

    Task<ApiKey?> FindApiKeyAsync(ApiKeyId id, CancellationToken cancellationToken);

    Task<FollowUpToken?> FindFollowUpTokenAsync(FollowUpTokenId id, CancellationToken cancellationToken);

    /// <summary>The publishable keys that are or were in use: browsers ask for their origins.</summary>
    IAsyncEnumerable<ApiKey> PublishableKeysAsync();
}
