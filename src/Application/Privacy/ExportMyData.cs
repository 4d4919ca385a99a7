using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Privacy;

/// <summary>Everything held about the caller: a device's person, or what a follow-up token opens (GDPR, articles 15 and 20).</summary>
public sealed record ExportMyDataQuery : IQuery<Result<PersonalDataExport>>;

/// <summary>Everything held about a person.</summary>
/// <param name="ExportedAt">When this was put together.</param>
/// <param name="Data">By feature; a feature that holds nothing is left out.</param>
public sealed record PersonalDataExport(DateTimeOffset ExportedAt, IReadOnlyDictionary<string, object> Data);

internal sealed class ExportMyDataHandler(IEnumerable<IPersonalDataSource> sources, ICurrentCaller current, TimeProvider time)
    : IQueryHandler<ExportMyDataQuery, Result<PersonalDataExport>>
{
    public async Task<Result<PersonalDataExport>> Handle(ExportMyDataQuery query, CancellationToken cancellationToken)
    {
        var data = new SortedDictionary<string, object>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            if (await source.ExportAsync(current.Caller.ToDataSubject(), cancellationToken) is { } held)
            {
                data[source.Feature] = held;
            }
        }

        return new PersonalDataExport(time.GetUtcNow(), data);
    }
}
