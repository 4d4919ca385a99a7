using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Enrolments.Journal;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Enrolments;

internal sealed class JournalEntryConfiguration : IEntityTypeConfiguration<JournalEntry>
{
    public void Configure(EntityTypeBuilder<JournalEntry> builder)
    {
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.HasIndex(entry => new { entry.EnrolmentId, entry.Id });
        builder.HasIndex(entry => entry.DeviceId);
    }
}

internal sealed class JournalKindConverter() : StoredWordsConverter<JournalKind>(
    (JournalKind.Diary, "Diary"),
    (JournalKind.Craving, "Craving"),
    (JournalKind.Lapse, "Lapse"),
    (JournalKind.Relapse, "Relapse"),
    (JournalKind.Assessment, "Assessment"));
