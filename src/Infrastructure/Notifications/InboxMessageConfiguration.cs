using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Notifications;

internal sealed class InboxMessageConfiguration : IEntityTypeConfiguration<InboxMessage>
{
    public void Configure(EntityTypeBuilder<InboxMessage> builder)
    {
        builder.HasKey(message => message.Id);
        builder.Property(message => message.Id).ValueGeneratedNever();
        builder.Property(message => message.Step).HasMaxLength(InboxMessage.LongestStep);
        builder.HasIndex(message => new { message.DeviceId, message.Id });
        builder.HasIndex(message => new { message.SubjectId, message.Topic, message.Step, message.DeviceId }).IsUnique();
        builder.HasIndex(message => message.ToldAt);
    }
}

internal sealed class InboxTopicConverter() : StoredWordsConverter<InboxTopic>(
    (InboxTopic.Callback, "Callback"),
    (InboxTopic.Coaching, "Coaching"),
    (InboxTopic.Account, "Account"));
