using System.Reflection;
using System.Security.Cryptography;
using System.Text.Json;
using MobileBackend.Api.Json;
using MobileBackend.Application.CallbackRequests;
using MobileBackend.Application.CallbackRequests.Privacy;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Application.Devices;
using MobileBackend.Application.Notifications;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Common.Ids;
using MobileBackend.Domain.Devices;
using MobileBackend.Domain.Notifications;
using MobileBackend.Infrastructure.Security;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Privacy;

/// <summary>What people are handed, to the letter.</summary>
public sealed class ExportJsonTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 8, 30, 0, TimeSpan.Zero);
    private static readonly Guid Id = Guid.Parse("019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f");
    private static readonly Guid Other = Guid.Parse("019ab0f3-9f00-7012-8b23-3e4f50617283");

    [Fact]
    public void CallbackRequest_Always_IsInTheWordsOfTheContract()
    {
        var slot = new CallbackSlot(Now.AddDays(1));
        var contact = new CallbackContact(
            PersonName.Parse("Zoé").Value, PersonName.Parse("Exemple").Value, PhoneNumber.Parse("+33612345678").Value, InterpreterNeeded: true);
        var origin = new CallbackOrigin(CallbackChannel.App, "tis", DeviceId.From(Other), PartnerId: null);
        List<WishedSlot> wishes = [new WishedSlot(new DateOnly(2026, 11, 24), new TimeOnly(9, 30))];
        var request = CallbackRequest.Submit(
            CallbackRequestId.From(Id), CallbackService.Tis, contact, new SealedText("sealed"), PhoneIndex.None(), origin, wishes, slot, Now);
        request.RecordAttempt("2", Now.AddHours(2), AttemptOutcome.WrongNumber, Now.AddHours(2));
        request.RecordAttempt("1", Now.AddHours(1), AttemptOutcome.NoAnswer, Now.AddHours(3));

        Json(CallbackRequestExport.From(request, contact)).ShouldBe(
            $$"""
            {"request":{"id":"019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f","status":"unreachable",
            "reservedSlot":{"date":"2026-11-24","start":"09:30","end":"10:00","startsAt":"2026-11-24T08:30:00Z","endsAt":"2026-11-24T09:00:00Z"},
            "wishedSlots":[{"date":"2026-11-24","start":"09:30"}],"phoneNumber":{{Json(contact.Phone.Masked)}},"interpreterNeeded":true,
            "interpreter":{"service":"Accéo","url":"https://app.acce-o.fr","howItWorks":{{Json(InterpreterResponse.Acceo().HowItWorks)}}},
            "requestedAt":"2026-11-23T08:30:00Z",
            "attempts":[{"attemptedAt":"2026-11-23T09:30:00Z","outcome":"no-answer"},{"attemptedAt":"2026-11-23T10:30:00Z","outcome":"wrong-number"}]},
            "firstName":"Zoé","lastName":"Exemple","phoneNumber":{{Json("+33612345678")}},"channel":"app","sourceName":"tis","closedAt":"2026-11-23T10:30:00Z"}
            """.ReplaceLineEndings(string.Empty));
    }

    [Fact]
    public void Message_Always_IsInTheWordsOfTheContract()
    {
        var message = InboxMessage.Write(InboxMessageId.From(Id), DeviceId.From(Other), InboxTopic.Callback, Id, "reserved", new SealedText("sealed"), Now);
        message.Report(MessageEvent.Opened, Now.AddMinutes(1), Now.AddMinutes(1));
        var push = Push.Plan(
            PushId.From(Other), message.Id, DeviceId.From(Other), new PushTiming(Now, Now.AddHours(1), CountsTowardsCeiling: false, UrgentFrom: null));

        Json(MessageExport.From(message, new InboxText("Titre", "Texte", "Un message", "Ouvrez"), [push])).ShouldBe(
            """
            {"message":{"id":"019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f","topic":"callback","subjectId":"019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f",
            "title":"Titre","body":"Texte","toldAt":"2026-11-23T08:30:00Z","readAt":"2026-11-23T08:31:00Z"},
            "pushes":[{"pushTitle":"Un message","pushBody":"Ouvrez","status":"planned","dueAt":"2026-11-23T08:30:00Z","expiresAt":"2026-11-23T09:30:00Z"}]}
            """.ReplaceLineEndings(string.Empty));
    }

    [Fact]
    public void Device_Always_IsInTheWordsOfTheContract()
    {
        var ring = new KeyRing([new RingKey("key", RandomNumberGenerator.GetBytes(32))]);
        IPersonalDataSealer sealer = new PersonalDataSealer(new KeyRings(ring, ring, RandomNumberGenerator.GetBytes(32), null));
        var id = DeviceId.From(Id);
        var device = Device.Register(
            id, DeviceApp.Jeanne, DevicePlatform.Ios, Locale.Parse("fr-FR").Value, PersonTimeZone.Parse("Indian/Reunion").Value,
            sealer.SealPushToken(id, PushToken.Parse(new string('t', 40)).Value), Now);

        Json(DeviceExport.From(device, [new RefreshTokenExport(Now, Now.AddDays(90), SpentAt: null)], sealer)).ShouldBe(
            """
            {"settings":{"deviceId":"019ab0f3-5c00-7d2e-8a41-3f6b9c0d1e2f","app":"jeanne","platform":"ios","locale":"fr-FR","timeZone":"Indian/Reunion",
            "pushToken":"tttttttttttttttttttttttttttttttttttttttt","quietHours":{"start":"21:00","end":"08:00"},
            "maxMessagesPerDay":3,"createdAt":"2026-11-23T08:30:00Z"},"lastSeenAt":"2026-11-23T08:30:00Z",
            "refreshTokens":[{"issuedAt":"2026-11-23T08:30:00Z","expiresAt":"2027-02-21T08:30:00Z"}]}
            """.ReplaceLineEndings(string.Empty));
    }

    /// <summary>They are written by hand, so that none is missing is not the compiler's word.</summary>
    [Fact]
    public void Words_OfEveryExport_AreThoseOfTheContract()
    {
        const BindingFlags Static = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var words = typeof(IPersonalDataSource).Assembly.GetTypes().Where(type => type.Name.EndsWith("Export", StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(Static)).Where(method => method.Name == "Word" && method.GetParameters() is [{ ParameterType.IsEnum: true }])
            .Append(typeof(DeviceSecrets).GetMethod("Word", Static)!).ToDictionary(method => method.GetParameters()[0].ParameterType);

        new[] { typeof(CallbackStatus), typeof(PushStatus), typeof(InboxTopic) }.ShouldBeSubsetOf(words.Keys, "the words were not found");
        foreach (var (type, word) in words)
        {
            foreach (var value in Enum.GetValues(type).Cast<object>())
            {
                word.Invoke(null, [value]).ShouldBe(JsonSerializer.Serialize(value, ApiJson.Options).Trim('"'));
            }
        }
    }

    private static string Json(object value) => JsonSerializer.Serialize(value, ApiJson.Options);
}
