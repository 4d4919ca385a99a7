using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Partners;

public static class ApiKeyErrors
{
    public static Error Revoked { get; } = Error.Conflict("api-key-revoked",
        "Cette clé est révoquée ou déjà remplacée.",
        "This key is revoked or already replaced.");

    public static Error OriginNotAllowed { get; } = Error.Forbidden("origin-not-allowed",
        "Cette clé ne peut pas être utilisée depuis ce site.",
        "This key cannot be used from this site.");

    public static Error Name { get; } = Error.Invalid(
        "Merci d’indiquer le nom du site ou du partenaire, en 100 caractères au plus.",
        "Please give the name of the site or partner, in 100 characters at most.");

    public static Error Scope { get; } = Error.Invalid(
        $"Les droits possibles sont : {string.Join(", ", ApiKeyScopes.All)}.",
        $"The possible scopes are: {string.Join(", ", ApiKeyScopes.All)}.");

    public static Error Origin { get; } = Error.Invalid(
        "Une origine s’écrit https://www.exemple.fr, sans chemin ; http n’est possible que pour localhost et 127.0.0.1.",
        "An origin is written https://www.example.com, without a path; http is possible for localhost and 127.0.0.1 only.");

    public static Error OriginsOfKind { get; } = Error.Invalid(
        "Une clé publiable a besoin d’au moins une origine ; une clé secrète n’en a aucune.",
        "A publishable key needs at least one origin; a secret key has none.");

    public static Error DailyQuota { get; } = Error.Invalid(
        "Merci d’indiquer un nombre par jour entre 1 et 1 000 000.",
        "Please give a number a day between 1 and 1,000,000.");

    public static Error DayShare { get; } = Error.Invalid(
        "Une part des rappels d’une journée se donne en pour cent, de 1 à 100, et pour une clé secrète seulement.",
        "A share of the call backs of a day is a percentage from 1 to 100, for a secret key only.");

    public static Error Overlap { get; } = Error.Invalid(
        "Merci d’indiquer une durée entre 0 et 720 heures.",
        "Please give between 0 and 720 hours.");
}
