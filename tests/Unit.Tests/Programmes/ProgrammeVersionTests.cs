using MobileBackend.Domain.Programmes.Versions;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Programmes;

public sealed class ProgrammeVersionTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(4, null)]
    [InlineData(103, null)]
    [InlineData(3, "programme-version-not-higher")]
    [InlineData(1, "programme-version-not-higher")]
    [InlineData(104, "programme-version-too-high")]
    [InlineData(int.MaxValue, "programme-version-too-high")]
    public void Upload_WithANumber_IsTakenOnlyIfItIsTheHighestAndNotByMuch(int version, string? refusal)
    {
        var uploaded = ProgrammeVersion.Upload(Id, new ProgrammeVersionRef("tis", version), highest: 3, "text", "somebody", Now);

        uploaded.Error?.Code.ShouldBe(refusal);
        uploaded.Error?.Extensions[ProgrammeVersionErrors.HighestVersion].ShouldBe(3);
        uploaded.IsFailure.ShouldBe(refusal is not null);
    }

    [Fact]
    public void Publish_AgainAfterAnother_CountsOn()
    {
        var version = Uploaded();

        version.Publish(last: 4, Now).ShouldBeTrue();
        version.Publication.ShouldBe(5);
        version.Publish(last: 5, Now.AddDays(1)).ShouldBeFalse("it is the last published");
        version.PublishedAt.ShouldBe(Now);
        version.Publish(last: 6, Now.AddDays(2)).ShouldBeTrue("another one was meanwhile");
        (version.Publication, version.PublishedAt).ShouldBe((7, Now.AddDays(2)));
    }

    [Fact]
    public void FollowRelease_WhatStaffUploadedOrPublished_Stays()
    {
        var released = ProgrammeVersion.OfRelease(Id, new ProgrammeVersionRef("tis", 1), "text", Now);
        released.FollowRelease("mended").ShouldBeTrue();
        released.Definition.ShouldBe("mended");
        released.Publish(last: 0, Now);
        released.FollowRelease("another").ShouldBeFalse();
        released.Definition.ShouldBe("mended");
        Uploaded().FollowRelease("another").ShouldBeFalse();
    }

    private static ProgrammeVersionId Id => ProgrammeVersionId.From(Guid.CreateVersion7(Now));

    private static ProgrammeVersion Uploaded() => ProgrammeVersion.Upload(Id, new ProgrammeVersionRef("tis", 2), highest: 1, "text", "somebody", Now).Value;
}
