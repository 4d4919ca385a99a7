using Microsoft.EntityFrameworkCore;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Auditing;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.CallbackRequests.Admission;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Domain.FollowUps;
using MobileBackend.Domain.Notifications;
using MobileBackend.Domain.Partners;
using MobileBackend.Domain.Privacy;
using MobileBackend.Domain.Programmes.Versions;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Persistence;

/// <summary>
/// The one model, on either database. Each provider has its own sealed context, because each has its own migrations. Rows that are no aggregates are
/// named beside their mapping, by an extension: this class knows no adapter.
/// </summary>
internal abstract class AppDbContext(DbContextOptions options) : DbContext(options), IAppDbContext
{
    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();

    public DbSet<CallbackRequest> CallbackRequests => Set<CallbackRequest>();

    public DbSet<CallerBlock> CallerBlocks => Set<CallerBlock>();

    public DbSet<Device> Devices => Set<Device>();

    public DbSet<Enrolment> Enrolments => Set<Enrolment>();

    public DbSet<ErasureReceipt> ErasureReceipts => Set<ErasureReceipt>();

    public DbSet<FollowUpToken> FollowUpTokens => Set<FollowUpToken>();

    public DbSet<InboxMessage> InboxMessages => Set<InboxMessage>();

    public DbSet<JournalEntry> JournalEntries => Set<JournalEntry>();

    public DbSet<SpentAsk> SpentAsks => Set<SpentAsk>();

    public DbSet<ProgrammeVersion> ProgrammeVersions => Set<ProgrammeVersion>();

    public DbSet<Push> Pushes => Set<Push>();

    public DbSet<RefreshToken> RefreshTokens => Set<RefreshToken>();

    public DbSet<WaitingNumber> WaitingNumbers => Set<WaitingNumber>();

    /// <summary>Whether the provider has a type for instants.</summary>
    protected abstract bool HasInstants { get; }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(AppDbContext).Assembly);
        foreach (var entity in modelBuilder.Model.GetEntityTypes().Where(entity => entity.ClrType.IsAssignableTo(typeof(AggregateRoot)) && !entity.IsOwned()))
        {
            entity.FindProperty(nameof(AggregateRoot.Revision))!.IsConcurrencyToken = true;
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ConverterConventions.Apply(configurationBuilder, HasInstants);
}

internal sealed class SqliteAppDbContext(DbContextOptions<SqliteAppDbContext> options) : AppDbContext(options)
{
    protected override bool HasInstants => false;
}

internal sealed class PostgresAppDbContext(DbContextOptions<PostgresAppDbContext> options) : AppDbContext(options)
{
    protected override bool HasInstants => true;
}
