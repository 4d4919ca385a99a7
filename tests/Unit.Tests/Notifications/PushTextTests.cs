using System.Reflection;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Notifications;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Notifications;

public sealed class PushTextTests
{
    [Theory]
    [InlineData("Votre rendez-vous approche", "On vous appelle bientôt.")]
    [InlineData("Un message pour vous", "Nous n’avons pas réussi à vous joindre.")]
    [InlineData("Parfum de vacances", "Un besoin ? Ouvrez l’application.")]
    public void Of_NeutralWords_IsTaken(string title, string body) => PushText.Of(title, body).IsFailure.ShouldBeFalse();

    [Theory]
    [InlineData("Tabac info service", "Un message.")]
    [InlineData("Un message", "Votre SEVRAGE avance.")]
    [InlineData("Un message", "Jour 3 sans fumer")]
    [InlineData("Un message", "Moins de joints aujourd’hui ?")]
    [InlineData("Un message", "Votre santé d’abord")]
    [InlineData("Un message", "Sante d'abord")]
    [InlineData("Un message", "Appelez le 39 89.")]
    [InlineData("Un message", "L’arrêt, c’est maintenant")]
    [InlineData("Un message", "cannabis")]
    [InlineData("Appelez le 39 89", "Un message.")]
    [InlineData("Un message", "Votre tabagisme")]
    [InlineData("Un message", "Ligue antitabac")]
    [InlineData("Un message", "Sans alcool ce soir ?")]
    public void Of_WordsThatTellOthers_IsRefused(string title, string body) => PushText.Of(title, body).Error.ShouldBe(NotificationErrors.TellingPushText);

    [Theory]
    [InlineData(null, "Un message.")]
    [InlineData("", "Un message.")]
    [InlineData("Un message", "")]
    [InlineData("Une phrase bien trop longue pour tenir dans le titre d’une notification", "Un message.")]
    public void Of_TextThatDoesNotFit_IsRefused(string? title, string? body) => PushText.Of(title, body).Error.ShouldBe(NotificationErrors.PushTextLength);

    [Fact]
    public void PushTexts_OfEveryFeature_AreNeutral()
    {
        var texts = typeof(IInbox).Assembly.GetTypes()
            .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(property => property.PropertyType == typeof(PushText))
            .Select(property => (PushText)property.GetValue(null)!).ToList();

        texts.Count.ShouldBeGreaterThanOrEqualTo(3);
        texts.ShouldAllBe(text => !PushText.Of(text.Title, text.Body).IsFailure);
    }
}
