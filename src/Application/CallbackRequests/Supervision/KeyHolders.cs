using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.CallbackRequests.Supervision;

internal static class KeyHolders
{
    /// <summary>Staff name a key by any of its ids; what came through it is its holder's, the same through rotations.</summary>
    public static async Task<PartnerId?> HolderOfAsync(this IAppDbContext database, PartnerId? named, CancellationToken cancellationToken)
    {
        if (named is not { } id)
        {
            return null;
        }

        var key = ApiKeyId.From(id.Value);
        return await database.ApiKeys.AsNoTracking().Where(known => known.Id == key).Select(known => (PartnerId?)known.PartnerId)
            .SingleOrDefaultAsync(cancellationToken) ?? named;
    }

    public static async Task<CallbackFilter> ByHolderAsync(this IAppDbContext database, CallbackFilter filter, CancellationToken cancellationToken) =>
        filter with { KeyId = await database.HolderOfAsync(filter.KeyId, cancellationToken) };
}
