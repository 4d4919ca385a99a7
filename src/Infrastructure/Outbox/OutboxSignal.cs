using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Outbox;

/// <summary>A message was put into the outbox by this replica.</summary>
internal sealed class OutboxSignal : CommitSignal<OutboxMessage>;
