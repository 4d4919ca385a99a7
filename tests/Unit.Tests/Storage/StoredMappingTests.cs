using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.Common.Storage;
using MobileBackend.Application.Devices;
using MobileBackend.Application.Notifications;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Infrastructure.CallbackRequests;
using MobileBackend.Infrastructure.Idempotency;
using MobileBackend.Infrastructure.Jobs;
using MobileBackend.TestKit;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Storage;

/// <summary>What the committed samples mean to the service, and that it writes what it read.</summary>
public sealed class StoredMappingTests
{
    [Fact]
    public void Contact_OfTheSample_IsReadAndWrittenTheSame()
    {
        var contact = ContactSealing.FromStored(Read<StoredContactV1>());

        contact.ShouldBe(new CallbackContact(
            PersonName.Parse("Zoé").Value, PersonName.Parse("d'Exemple").Value, PhoneNumber.Parse("+262692123456").Value, InterpreterNeeded: true));
        StoredText.Write(ContactSealing.ToStored(contact)).ShouldBe(Sample<StoredContactV1>());
    }

    [Fact]
    public void InboxText_OfTheSample_IsReadAndWrittenTheSame()
    {
        var text = InboxSealing.FromStored(Read<StoredInboxTextV1>());

        text.ShouldBe(new InboxText(
            "Votre rappel est réservé", "L’équipe vous appellera le mardi 24 novembre.", "Un message vous attend", "Ouvrez l’application pour le lire."));
        StoredText.Write(InboxSealing.ToStored(text)).ShouldBe(Sample<StoredInboxTextV1>());
    }

    [Fact]
    public void DeviceAnswer_OfTheSample_IsReadAndWrittenTheSame()
    {
        var answer = DeviceSecrets.FromStored(Read<StoredDeviceAnswerV1>());

        answer.ShouldBe(new DeviceTokensResponse(
            Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f"), "access.token", DateTimeOffset.Parse("2026-11-23T08:45:00.1234567Z"), "rt_019ab0f3"));
        StoredText.Write(DeviceSecrets.ToStored(answer)).ShouldBe(Sample<StoredDeviceAnswerV1>());
    }

    [Fact]
    public void Outcome_OfTheSample_HoldsTheContractsJson()
    {
        var outcome = Read<StoredOutcomeV1>();

        outcome.BodyHash.ShouldStartWith("e3b0c442");
        outcome.Response.ShouldBe("Lapse");
        outcome.Answer.ShouldBe("""{"id":"019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f","kind":"lapse","date":"2026-11-23","text":"Merci de l’avoir noté."}""");
    }

    [Fact]
    public void WishedSlots_OfTheSample_AreReadAndWrittenTheSame()
    {
        var convert = new WishedSlotsConverter();

        var wishes = convert.ConvertFromProviderTyped(Sample<StoredWishedSlotsV1>());

        wishes.ShouldBe([new(new DateOnly(2026, 11, 24), new TimeOnly(10, 0)), new(new DateOnly(2026, 11, 25), new TimeOnly(14, 30))]);
        convert.ConvertToProviderTyped(wishes).ShouldBe(Sample<StoredWishedSlotsV1>());
    }

    [Fact]
    public void JobCounts_OfTheSample_AreReadAndWrittenTheSame()
    {
        var convert = new JobCountsConverter();

        var counts = convert.ConvertFromProviderTyped(Sample<StoredJobCountsV1>());

        counts.ShouldBe([new JobCount("callback_requests", "removed", 12), new JobCount("devices", "warned", 1)]);
        convert.ConvertToProviderTyped(counts).ShouldBe(Sample<StoredJobCountsV1>());
    }

    [Theory]
    [InlineData(typeof(StoredContactV1))]
    [InlineData(typeof(StoredInboxTextV1))]
    [InlineData(typeof(StoredDeviceAnswerV1))]
    [InlineData(typeof(StoredOutcomeV1))]
    public void ToString_OfWhatIsSealed_ShowsNothingOfIt(Type form) =>
        typeof(StoredMappingTests).GetMethod(nameof(Read), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(form).Invoke(null, null)!.ToString().ShouldBeOneOf("(contact)", "(message)", "(tokens)", "(outcome)");

    private static T Read<T>()
        where T : IStoredForm => StoredText.Read<T>(Sample<T>());

    private static string Sample<T>() =>
        File.ReadAllText(Path.Combine(SolutionFolder.Find(), "tests", "Unit.Tests", "Storage", "Samples", $"{typeof(T).Name}.txt")).TrimEnd('\n');
}
