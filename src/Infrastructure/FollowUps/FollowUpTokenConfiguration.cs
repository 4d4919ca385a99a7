using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.FollowUps;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.FollowUps;

internal sealed class FollowUpTokenConfiguration : IEntityTypeConfiguration<FollowUpToken>
{
    public void Configure(EntityTypeBuilder<FollowUpToken> builder)
    {
        builder.HasKey(token => token.Id);
        builder.Property(token => token.Id).ValueGeneratedNever();
        builder.Property(token => token.SecretHash).HasMaxLength(64);
        builder.HasIndex(token => new { token.Subject, token.SubjectId });
        builder.HasIndex(token => token.ExpiresAt);
    }
}

internal sealed class FollowUpSubjectConverter() : StoredWordsConverter<FollowUpSubject>((FollowUpSubject.CallbackRequest, "CallbackRequest"));
