using System.ComponentModel.DataAnnotations;
using MobileBackend.Application.Notifications;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Api.V1.Messages;

/// <summary>What became of a message on the phone.</summary>
public sealed record MessageEventBody
{
    /// <summary>What happened.</summary>
    [Required]
    public MessageEvent? Event { get; init; }

    /// <summary>When, by the phone's clock; an instant in the future is taken as now.</summary>
    [Required]
    public DateTimeOffset? OccurredAt { get; init; }

    internal ReportMessageCommand ToCommand(Guid id) => new(InboxMessageId.From(id), Event, OccurredAt);
}
