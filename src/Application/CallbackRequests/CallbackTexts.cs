using System.Globalization;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Notifications;

namespace MobileBackend.Application.CallbackRequests;

/// <summary>What people are told about their call back: in the app's inbox, and in few neutral words on the phone.</summary>
internal static class CallbackTexts
{
    private static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    public static PushText ReminderPush { get; } = PushText.Of(
        "Votre rendez-vous approche", "On vous appelle bientôt. Ouvrez l’application pour revoir l’heure ou la changer.").Value;

    public static PushText UnansweredPush { get; } = PushText.Of(
        "Vous avez manqué notre appel", "Ce n’est pas grave. Ouvrez l’application pour voir la suite.").Value;

    public static PushText UnreachablePush { get; } = PushText.Of(
        "Un message pour vous", "Nous n’avons pas réussi à vous avoir au téléphone. Ouvrez l’application pour voir quoi faire.").Value;

    public static (string Title, string Body) Reserved(CallbackSlot slot) => (
        "Votre rappel est réservé",
        $"L’équipe de Tabac info service vous appellera {When(slot)}. L’appel est gratuit et confidentiel. "
        + "Vous pouvez changer de créneau ou annuler à tout moment.");

    public static (string Title, string Body) Moved(CallbackSlot slot) => (
        "Votre rappel est déplacé",
        $"C’est noté : l’équipe de Tabac info service vous appellera {When(slot)}.");

    public static (string Title, string Body) Reminder(CallbackSlot slot) => (
        "Nous vous appelons bientôt",
        $"L’équipe de Tabac info service vous appelle {When(slot)}. Installez-vous au calme si vous le pouvez. "
        + "Ce n’est plus le bon moment ? Changez de créneau ou annulez, en quelques secondes.");

    public static (string Title, string Body) Cancelled() => (
        "Votre rappel est annulé",
        "C’est noté, personne ne vous appellera. Si vous changez d’avis, vous pourrez demander un nouveau rappel quand vous le souhaitez.");

    public static (string Title, string Body) CancelledByStaff() => (
        "Votre rappel a dû être annulé",
        "Notre équipe a dû annuler ce rappel. Nous en sommes désolés. Vous pouvez en demander un nouveau, ou appeler directement le 39 89.");

    public static (string Title, string Body) Unanswered(int attemptsLeft) => (
        "Nous avons essayé de vous joindre",
        attemptsLeft == 1
            ? "Notre équipe a essayé de vous appeler, sans réponse. Elle essaiera encore une fois. Si le moment ne convient plus, choisissez un autre créneau."
            : $"Notre équipe a essayé de vous appeler, sans réponse. Elle essaiera encore {attemptsLeft} fois. "
                + "Si le moment ne convient plus, choisissez un autre créneau.");

    public static (string Title, string Body) Unreachable(AttemptOutcome lastOutcome) => (
        "Nous n’avons pas réussi à vous joindre",
        lastOutcome == AttemptOutcome.WrongNumber
            ? "Le numéro indiqué ne semble pas être le bon. Vous pouvez demander un nouveau rappel avec un autre numéro, ou appeler le 39 89."
            : "Notre équipe a essayé de vous appeler plusieurs fois, sans réponse. "
                + "Ce n’est pas grave : vous pouvez demander un nouveau rappel, ou appeler le 39 89 quand vous le souhaitez.");

    public static LocalizedText Promised(CallbackSlot slot) => new(
        $"Nous vous appelons {When(slot)}.",
        string.Create(
            CultureInfo.InvariantCulture,
            $"We will call you on {slot.LocalStart:dddd d MMMM}, between {slot.LocalStart:HH:mm} and {slot.LocalEnd:HH:mm} (Paris time)."));

    public static LocalizedText Late(CallbackSlot slot) => new(
        $"Nous devions vous appeler {When(slot)} et nous avons pris du retard. "
        + "Nous vous appelons dès que possible ; vous pouvez aussi choisir un autre créneau, ou appeler le 39 89.",
        "We should have called you by now and are running late. We will call as soon as we can; you can also choose another slot, or call 39 89.");

    public static LocalizedText TryingAgain() => new(
        "Nous avons essayé de vous appeler, et nous essaierons encore. Vous pouvez choisir un autre créneau si celui-ci ne convient plus.",
        "We tried to call you, and will try again. You can choose another slot if this one no longer suits you.");

    /// <summary>« le mardi 24 novembre, entre 10 h 00 et 10 h 30 (heure de Paris) ».</summary>
    private static string When(CallbackSlot slot) => string.Create(
        French,
        $"le {FrenchDates.WithWeekday(DateOnly.FromDateTime(slot.LocalStart))}, entre {slot.LocalStart:H' h 'mm} et {slot.LocalEnd:H' h 'mm} (heure de Paris)");
}
