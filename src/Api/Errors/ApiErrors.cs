using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Errors;

/// <summary>Refusals that HTTP itself gives cause for, before any use case is asked.</summary>
public static class ApiErrors
{
    public static Error MalformedJson { get; } = new(ErrorType.Validation, "malformed-json", new LocalizedText(
        "Le contenu envoyé n’est pas du JSON valable, en UTF-8.",
        "What was sent is not valid JSON in UTF-8."));

    public static Error MethodNotAllowed { get; } = new(ErrorType.Validation, "method-not-allowed", new LocalizedText(
        "Cette adresse existe, mais ne se prête pas à cette action. L’en-tête Allow dit lesquelles sont possibles.",
        "This address exists, but does not take this method. The Allow header tells which ones it takes."));

    public static Error TooLarge { get; } = new(ErrorType.Validation, "too-large", new LocalizedText(
        "Le contenu envoyé est trop volumineux.",
        "What was sent is too large."));

    public static Error UnsupportedMediaType { get; } = new(ErrorType.Validation, "unsupported-media-type", new LocalizedText(
        "Ce format n’est pas accepté : merci d’envoyer du JSON (application/json, en UTF-8).",
        "This format is not accepted: please send JSON (application/json, in UTF-8)."));

    /// <summary>A bug of ours. The contract promises that there are none; this says so honestly when there is one all the same.</summary>
    public static Error Internal { get; } = new(ErrorType.Unavailable, "internal-error", new LocalizedText(
        "Une erreur est survenue de notre côté. Elle est enregistrée et nous allons la corriger.",
        "Something went wrong on our side. It has been recorded and we will mend it."));

    /// <summary>A field that cannot be read as what it should be.</summary>
    public static Error InvalidValue { get; } = Error.Invalid(
        "Cette valeur n’a pas la forme attendue.",
        "This value does not have the expected form.");

    public static Error UnknownField { get; } = Error.Invalid(
        "Ce champ n’est pas attendu ici.",
        "This field is not expected here.");

    public static Error DuplicateField { get; } = Error.Invalid(
        "Ce champ figure plus d’une fois.",
        "This field is there more than once.");
}
