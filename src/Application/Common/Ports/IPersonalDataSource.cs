using MobileBackend.Domain.Privacy;

namespace MobileBackend.Application.Common.Ports;

/// <summary>What one feature holds about a person. One implementation per feature that holds anything; Privacy finds them by itself.</summary>
public interface IPersonalDataSource
{
    /// <summary>The feature's name in exports and receipts, camelCase.</summary>
    string Feature { get; }

    /// <summary>
    /// Everything the feature holds about the person, in clear; null for nothing. A record named <c>…Export</c>, or a list of them, made of plain values and of
    /// such records alone: what people are handed does not change with the classes.
    /// </summary>
    Task<object?> ExportAsync(DataSubject subject, CancellationToken cancellationToken);

    /// <summary>Erases or anonymises it, within the running transaction. Returns how many things were erased.</summary>
    Task<int> EraseAsync(DataSubject subject, CancellationToken cancellationToken);
}
