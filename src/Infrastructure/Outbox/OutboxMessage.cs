using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Common;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Outbox;

internal enum OutboxStatus
{
    /// <summary>To be delivered, or being delivered.</summary>
    Waiting,

    /// <summary>The destination refused it for what it says: a person has to look at it.</summary>
    Parked,
}

/// <summary>
/// A message on its way to another system. A delivered one is removed, so that the table holds only what is not done.
/// Lease and retry instants are the database's clock, so that replicas with different clocks agree.
/// </summary>
internal sealed class OutboxMessage
{
    /// <summary>What payloads are sealed for.</summary>
    public const string PayloadColumn = "outbox_messages:payload";

    public static readonly DateTimeOffset AtOnce = DateTimeOffset.UnixEpoch;

    /// <summary>The message id that the destination deduplicates by.</summary>
    public required Guid Id { get; init; }

    /// <summary>What it is about, such as a call back: messages of one stream are delivered in the order of their positions.</summary>
    /// <remarks>Streams are about different things, so it is no typed id.</remarks>
    public required Guid StreamId { get; init; }

    public required int Position { get; init; }

    /// <summary>As on the wire, such as <c>callback.requested</c>: it says which destination takes it.</summary>
    public required string Type { get; init; }

    /// <summary>The wire message, sealed.</summary>
    public required SealedText Payload { get; init; }

    /// <summary>
    /// When it was put here, by the service's clock: what its age is told from. Of a message that took the place of others, when the first of them was.
    /// </summary>
    public required DateTimeOffset CreatedAt { get; init; }

    public OutboxStatus Status { get; init; }

    /// <summary>Deliveries begun.</summary>
    public int Attempts { get; init; }

    /// <summary>No delivery was ever begun: it may be merged with a newer one, since the destination cannot have seen it.</summary>
    public bool IsUntried => Attempts == 0;

    /// <summary>
    /// No delivery before this instant of the database's clock: <see cref="AtOnce"/>, the end of the lease of a delivery under way, or
    /// the next try after a fault.
    /// </summary>
    public required DateTimeOffset NotBefore { get; init; }

    /// <summary>The fencing token of the delivery under way: only it may say how that delivery ended.</summary>
    public Guid? LeaseId { get; init; }

    /// <summary>Why the last delivery failed: a status or a kind of fault, never an answer's text.</summary>
    public string? LastFault { get; init; }
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> builder)
    {
        builder.ToTable("outbox_messages");
        builder.HasKey(message => message.Id);
        builder.Ignore(message => message.IsUntried);
        builder.HasIndex(message => new { message.StreamId, message.Position }).IsUnique();
        builder.HasIndex(message => new { message.NotBefore, message.Id }).HasFilter("status = 'Waiting'");
        builder.Property(message => message.Type).HasMaxLength(32);
        builder.Property(message => message.LastFault).HasMaxLength(64);
    }
}

internal static class OutboxTable
{
    extension(AppDbContext database)
    {
        public DbSet<OutboxMessage> OutboxMessages => database.Set<OutboxMessage>();
    }
}

internal sealed class OutboxStatusConverter() : StoredWordsConverter<OutboxStatus>((OutboxStatus.Waiting, "Waiting"), (OutboxStatus.Parked, "Parked"));
