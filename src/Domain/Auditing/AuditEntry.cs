using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Auditing;

public readonly record struct AuditEntryId(Guid Value) : ITypedId<AuditEntryId>
{
    public static bool operator <(AuditEntryId left, AuditEntryId right) => left.Value < right.Value;

    public static bool operator >(AuditEntryId left, AuditEntryId right) => left.Value > right.Value;

    public static AuditEntryId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>One line of the audit trail: what a member of staff or an operator did, never to whom.</summary>
public sealed class AuditEntry : AggregateRoot
{
    private AuditEntry(AuditEntryId id, DateTimeOffset at, string actor, string action, string target)
    {
        Id = id;
        At = at;
        Actor = actor;
        Action = action;
        Target = target;
    }

    public AuditEntryId Id { get; private set; }

    public DateTimeOffset At { get; private set; }

    /// <summary>The directory's object id of the member of staff, or <c>command-line</c>.</summary>
    public string Actor { get; private set; }

    /// <summary>Stable kebab-case word, such as <c>api-key-issued</c>.</summary>
    public string Action { get; private set; }

    /// <summary>The id of what was acted on.</summary>
    public string Target { get; private set; }

    public static AuditEntry Write(AuditEntryId id, DateTimeOffset at, string actor, string action, string target) => new(id, at, actor, action, target);
}
