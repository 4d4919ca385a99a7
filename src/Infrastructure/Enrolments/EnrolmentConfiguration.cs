using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Infrastructure.Persistence;

namespace MobileBackend.Infrastructure.Enrolments;

internal sealed class EnrolmentConfiguration : IEntityTypeConfiguration<Enrolment>
{
    public void Configure(EntityTypeBuilder<Enrolment> builder)
    {
        builder.HasKey(enrolment => enrolment.Id);
        builder.Property(enrolment => enrolment.Id).ValueGeneratedNever();
        builder.Property(enrolment => enrolment.Programme).HasMaxLength(Enrolment.LongestProgramme);
        builder.Ignore(enrolment => enrolment.Follows);
        builder.HasIndex(enrolment => new { enrolment.DeviceId, enrolment.Programme }).IsUnique().HasUniqueError(EnrolmentErrors.AlreadyEnrolled);
        builder.HasIndex(enrolment => enrolment.PlanDueAt).HasFilter("plan_due_at IS NOT NULL");
        builder.HasIndex(enrolment => new { enrolment.Programme, enrolment.Version }).HasFilter("plan_due_at IS NOT NULL");
    }
}
