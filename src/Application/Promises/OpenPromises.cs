using MobileBackend.Application.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Promises;

/// <summary>Something that people have promised the person.</summary>
/// <param name="Kind">What.</param>
/// <param name="SubjectId">The id of what it is about, such as a call-back request.</param>
/// <param name="From">Not before.</param>
/// <param name="Until">Not after.</param>
/// <param name="State">Whether it is being kept.</param>
/// <param name="Text">In words for the person, honest where it is late.</param>
public sealed record PromiseResponse(PromiseKind Kind, Guid SubjectId, DateTimeOffset From, DateTimeOffset Until, PromiseState State, string Text);

/// <summary>Gathers what every feature has promised a person.</summary>
[SharedService]
internal sealed class OpenPromises(IEnumerable<IPromiseSource> sources)
{
    public async Task<IReadOnlyList<PromiseResponse>> ToAsync(DeviceId deviceId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var promises = new List<PersonPromise>();
        foreach (var source in sources)
        {
            promises.AddRange(await source.ToAsync(deviceId, now, cancellationToken));
        }

        return
        [
            .. promises.OrderBy(promise => promise.From)
                .Select(promise => new PromiseResponse(promise.Kind, promise.SubjectId, promise.From, promise.Until, promise.State, promise.Text.ToString())),
        ];
    }
}
