using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.FollowUps;
using MobileBackend.Domain.Partners;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Security;

internal sealed class Credentials(AppDbContext database, CredentialQueries queries) : ICredentials
{
    /// <summary>With every request of an app, so as it stands where that matters.</summary>
    private const string ActiveDevice = "SELECT 1 FROM devices WHERE id = $1 AND revoked_at IS NULL";

    public Task<bool> IsDeviceActiveAsync(DeviceId deviceId, CancellationToken cancellationToken) =>
        database is PostgresAppDbContext
            ? database.Database.CreateExecutionStrategy().ExecuteAsync(
                token => database.Database.FirstAsync(ActiveDevice, [deviceId.Value], _ => true, token), cancellationToken)
            : queries.ActiveDevice(database, deviceId, cancellationToken);

    public Task<ApiKey?> FindApiKeyAsync(ApiKeyId id, CancellationToken cancellationToken) => queries.Key(database, id, cancellationToken);

    public Task<FollowUpToken?> FindFollowUpTokenAsync(FollowUpTokenId id, CancellationToken cancellationToken) =>
        queries.FollowUp(database, id, cancellationToken);

    public IAsyncEnumerable<ApiKey> PublishableKeysAsync() => queries.PublishableKeys(database);
}

/// <summary>Compiled once for each service provider: a compiled query belongs to one model, and each database has its own.</summary>
internal sealed class CredentialQueries
{
    public Func<AppDbContext, DeviceId, CancellationToken, Task<bool>> ActiveDevice { get; } = EF.CompileAsyncQuery(
        (AppDbContext database, DeviceId id, CancellationToken _) => database.Devices.Any(device => device.Id == id && device.RevokedAt == null));

    public Func<AppDbContext, ApiKeyId, CancellationToken, Task<ApiKey?>> Key { get; } = EF.CompileAsyncQuery(
        (AppDbContext database, ApiKeyId id, CancellationToken _) => database.ApiKeys.AsNoTracking().SingleOrDefault(key => key.Id == id));

    public Func<AppDbContext, FollowUpTokenId, CancellationToken, Task<FollowUpToken?>> FollowUp { get; } = EF.CompileAsyncQuery(
        (AppDbContext database, FollowUpTokenId id, CancellationToken _) => database.FollowUpTokens.AsNoTracking().SingleOrDefault(token => token.Id == id));

    public Func<AppDbContext, IAsyncEnumerable<ApiKey>> PublishableKeys { get; } = EF.CompileAsyncQuery(
        (AppDbContext database) => database.ApiKeys.AsNoTracking().Where(key => key.Kind == ApiKeyKind.Publishable));
}
