using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments.Planning;

namespace MobileBackend.Domain.Enrolments;

public static class EnrolmentErrors
{
    public static Error AlreadyEnrolled { get; } = Error.Conflict("already-enrolled",
        "Vous suivez déjà ce programme. Vous pouvez le reprendre là où vous en êtes.",
        "You already take part in this programme. You can go on where you are.");

    /// <summary>There is no attempt under way on that day.</summary>
    public static Error NotQuitting { get; } = Error.Conflict("not-quitting",
        "Il n’y a pas d’arrêt en cours à cette date. Si vous voulez arrêter, choisissez cet objectif et une date.",
        "There is no attempt at quitting under way on that date. If you want to quit, choose that goal and a date.");

    /// <summary>The attempt that it belongs to has ended, or something else has begun since.</summary>
    public static Error CannotBeTakenBack { get; } = Error.Conflict("cannot-be-taken-back",
        "Cela ne peut plus être retiré : cette tentative est terminée, ou autre chose a commencé depuis. Ce que vous avez réussi reste à vous.",
        "This cannot be taken back any more: that attempt has ended, or something else has begun since. What you achieved stays yours.");

    /// <summary>The time in which it could be done is over.</summary>
    public static Error ActivityClosed { get; } = Error.Conflict("activity-closed",
        "Cette activité n’est plus ouverte. Ce n’est pas grave : ce que vous avez fait reste fait.",
        "This activity is no longer open. That is all right: what you have done stays done.");

    public static Error UnknownProgramme { get; } = Error.Invalid(
        "Ce programme n’existe pas.",
        "There is no such programme.");

    public static Error GoalNotOffered { get; } = Error.Invalid(
        "Ce programme ne propose pas cet objectif.",
        "This programme does not offer this goal.");

    public static Error QuitDateWithoutQuitting { get; } = Error.Invalid(
        "Une date d’arrêt ne va qu’avec l’objectif d’arrêter.",
        "A quit date goes with the goal of quitting only.");

    public static Error QuitDateInEarlierAttempt { get; } = Error.Invalid(
        "Cette date appartient à votre arrêt précédent, dont tout est gardé. Choisissez-en une plus récente.",
        "This date belongs to your last attempt, all of which is kept. Please choose a later one.");

    public static Error InstantOutOfRange { get; } = Error.Invalid(
        $"Ce moment peut remonter à {EnrolmentState.LongestAgo} jours au plus.",
        $"This moment can lie at most {EnrolmentState.LongestAgo} days back.");

    public static Error PreferredTime { get; } = Error.Invalid(
        $"Cette heure doit se trouver entre {Delivery.Earliest:HH:mm} et {Delivery.Latest:HH:mm}. "
            + $"Vous pouvez aussi choisir de ne recevoir aucune notification.",
        $"This time must lie between {Delivery.Earliest:HH:mm} and {Delivery.Latest:HH:mm}. You can also choose to get no notification.");

    /// <param name="latest">How many days ahead the programme leads.</param>
    public static Error QuitDateOutOfRange(int latest) => Error.Invalid(
        $"Votre date d’arrêt peut remonter à {-EnrolmentState.EarliestQuitDay} jours au plus, ou venir dans les {latest} prochains jours.",
        $"Your quit date can lie at most {-EnrolmentState.EarliestQuitDay} days back or {latest} days ahead.");
}
