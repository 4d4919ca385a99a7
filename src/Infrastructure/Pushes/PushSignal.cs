using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Pushes;

/// <summary>A push was planned by this replica.</summary>
internal sealed class PushSignal : CommitSignal<Push>;
