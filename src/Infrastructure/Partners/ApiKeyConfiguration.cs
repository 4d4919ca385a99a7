using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Partners;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.Partners;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.HasKey(key => key.Id);
        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.Name).HasMaxLength(PartnerName.MaximumLength);
        builder.Property(key => key.SecretHash).HasMaxLength(64);
    }
}

internal sealed class ApiKeyKindConverter() : StoredWordsConverter<ApiKeyKind>((ApiKeyKind.Publishable, "Publishable"), (ApiKeyKind.Secret, "Secret"));
