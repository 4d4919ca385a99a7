namespace MobileBackend.Domain.Common;

/// <summary>Refusals that any resource can answer with.</summary>
public static class CommonErrors
{
    /// <summary>The problem document's member that says when to come back, in whole seconds; also sent as <c>Retry-After</c>.</summary>
    public const string RetryAfterSeconds = "retryAfterSeconds";

    public static Error NotFound { get; } = new(ErrorType.NotFound, "not-found", new LocalizedText(
        "Nous n’avons rien trouvé à cette adresse, ou ce contenu n’est pas le vôtre.",
        "There is nothing at this address, or it is not yours."));

    public static Error Forbidden { get; } = Error.Forbidden("forbidden",
        "Votre accès ne permet pas cette action.",
        "Your credential does not allow this.");

    public static Error Unauthenticated { get; } = Error.Unauthenticated("unauthenticated",
        "Pour continuer, une identification valide est nécessaire.",
        "A valid credential is needed to go on.");

    public static Error RateLimited { get; } = new(ErrorType.RateLimited, "rate-limited", new LocalizedText(
        "Vous avez fait beaucoup de demandes en peu de temps. Merci de patienter un instant avant de réessayer.",
        "That was many requests in a short time. Please wait a moment and try again."));

    public static Error Overloaded { get; } = new(ErrorType.Unavailable, "overloaded", new LocalizedText(
        "Le service est très sollicité en ce moment. Merci de réessayer dans quelques instants.",
        "The service is very busy right now. Please try again in a moment."));
}
