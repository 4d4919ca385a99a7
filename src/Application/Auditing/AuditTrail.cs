using MobileBackend.Application.Common;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Auditing;

namespace MobileBackend.Application.Auditing;

[SharedService]
internal sealed class AuditTrail(IAppDbContext database, ICurrentCaller current, TimeProvider time) : IAuditTrail
{
    private const string CommandLine = "command-line";

    public void Record(string action, string target)
    {
        var now = time.GetUtcNow();
        var actor = current.Caller switch
        {
            { Kind: CallerKind.Staff, StaffId: { } id } => id,
            { Kind: CallerKind.System } => CommandLine,
            var other => throw new InvalidOperationException($"A caller of kind {other.Kind} does nothing that is audited."),
        };
        database.AuditEntries.Add(AuditEntry.Write(AuditEntryId.From(Guid.CreateVersion7(now)), now, actor, action, target));
    }
}
