using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;

namespace MobileBackend.Application.Promises;

/// <summary>What somebody of the service has promised a person.</summary>
public enum PromiseKind
{
    /// <summary>To call them back.</summary>
    Callback,
}

/// <summary>Whether a promise is being kept.</summary>
public enum PromiseState
{
    /// <summary>Its time has not passed.</summary>
    Ahead,

    /// <summary>Its time has passed and it is not kept yet. The person is told so.</summary>
    Late,
}

/// <summary>A promise that is not fulfilled yet.</summary>
/// <param name="Kind">What was promised.</param>
/// <param name="SubjectId">The id of what it is about. Of which kind it is says <paramref name="Kind"/>, so it is no typed id.</param>
/// <param name="From">Not before.</param>
/// <param name="Until">Not after.</param>
/// <param name="State">Whether it is being kept.</param>
/// <param name="Text">In words for the person.</param>
public sealed record PersonPromise(PromiseKind Kind, Guid SubjectId, DateTimeOffset From, DateTimeOffset Until, PromiseState State, LocalizedText Text);

/// <summary>A feature in which people promise something to a person, who sees it on their timeline beside what the programme has for them.</summary>
public interface IPromiseSource
{
    /// <summary>What is still to be kept.</summary>
    Task<IReadOnlyList<PersonPromise>> ToAsync(DeviceId deviceId, DateTimeOffset now, CancellationToken cancellationToken);
}
