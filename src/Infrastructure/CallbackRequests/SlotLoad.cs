using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.CallbackRequests;

/// <summary>How many call backs are reserved in a slot. Counted by conditional updates, so that it never passes the capacity.</summary>
internal sealed class SlotLoad
{
    public required CallbackService Service { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public int Reserved { get; init; }
}

internal sealed class SlotLoadConfiguration : IEntityTypeConfiguration<SlotLoad>
{
    public void Configure(EntityTypeBuilder<SlotLoad> builder)
    {
        builder.ToTable("slot_loads");
        builder.HasKey(load => new { load.Service, load.StartsAt });
    }
}

internal static class SlotLoadTable
{
    extension(AppDbContext database)
    {
        public DbSet<SlotLoad> SlotLoads => database.Set<SlotLoad>();
    }
}
