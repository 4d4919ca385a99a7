using Microsoft.EntityFrameworkCore;
using MobileBackend.Domain.Auditing;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.FollowUps;
using MobileBackend.Domain.Notifications;
using MobileBackend.Domain.Partners;
using MobileBackend.Domain.Privacy;
using MobileBackend.Domain.Programmes.Versions;

namespace MobileBackend.Application.Common.Ports;

/// <summary>The aggregates as use cases see them. What a command changes is saved for it, in one transaction.</summary>
public interface IAppDbContext
{
    DbSet<ApiKey> ApiKeys { get; }

    DbSet<AuditEntry> AuditEntries { get; }

    DbSet<CallbackRequest> CallbackRequests { get; }

    DbSet<CallerBlock> CallerBlocks { get; }

    DbSet<Device> Devices { get; }

    DbSet<Enrolment> Enrolments { get; }

    DbSet<ErasureReceipt> ErasureReceipts { get; }

    DbSet<FollowUpToken> FollowUpTokens { get; }

    DbSet<InboxMessage> InboxMessages { get; }

    DbSet<JournalEntry> JournalEntries { get; }

    DbSet<SpentAsk> SpentAsks { get; }

    DbSet<ProgrammeVersion> ProgrammeVersions { get; }

    DbSet<Push> Pushes { get; }

    DbSet<RefreshToken> RefreshTokens { get; }

    DbSet<WaitingNumber> WaitingNumbers { get; }
}
