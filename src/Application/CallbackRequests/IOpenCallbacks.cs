using MobileBackend.Domain.CallbackRequests;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>Knows the numbers that somebody is to call.</summary>
public interface IOpenCallbacks
{
    /// <summary>Whether a request for that number is open, whoever made it.</summary>
    Task<bool> HasNumberAsync(PhoneIndex phone, CancellationToken cancellationToken);
}
