using MobileBackend.Application.Common.Behaviours;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Errors;

/// <summary>The one mapping from an error to HTTP: its status, and the title that goes with it.</summary>
public static class ErrorPresentation
{
    private static readonly Dictionary<int, LocalizedText> Titles = new()
    {
        [StatusCodes.Status400BadRequest] = new("Demande à corriger", "Request to correct"),
        [StatusCodes.Status401Unauthorized] = new("Identification nécessaire", "Credential needed"),
        [StatusCodes.Status403Forbidden] = new("Action non permise", "Not allowed"),
        [StatusCodes.Status404NotFound] = new("Introuvable", "Not found"),
        [StatusCodes.Status405MethodNotAllowed] = new("Action non prévue ici", "Method not allowed here"),
        [StatusCodes.Status409Conflict] = new("Pas possible dans l’état actuel", "Not possible at present"),
        [StatusCodes.Status413PayloadTooLarge] = new("Contenu trop volumineux", "Content too large"),
        [StatusCodes.Status415UnsupportedMediaType] = new("Format non accepté", "Format not accepted"),
        [StatusCodes.Status422UnprocessableEntity] = new("Demande contradictoire", "Contradictory request"),
        [StatusCodes.Status429TooManyRequests] = new("Trop de demandes", "Too many requests"),
        [StatusCodes.Status500InternalServerError] = new("Erreur de notre côté", "Error on our side"),
        [StatusCodes.Status503ServiceUnavailable] = new("Service très sollicité", "Service very busy"),
    };

    /// <summary>By the kind of error; what only HTTP knows of, by its code.</summary>
    public static int StatusOf(Error error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return error.Code switch
        {
            "method-not-allowed" => StatusCodes.Status405MethodNotAllowed,
            "too-large" => StatusCodes.Status413PayloadTooLarge,
            "unsupported-media-type" => StatusCodes.Status415UnsupportedMediaType,
            "internal-error" => StatusCodes.Status500InternalServerError,
            _ => error.Type switch
            {
                ErrorType.Validation => StatusCodes.Status400BadRequest,
                ErrorType.Unauthenticated => StatusCodes.Status401Unauthorized,
                ErrorType.Forbidden => StatusCodes.Status403Forbidden,
                ErrorType.NotFound => StatusCodes.Status404NotFound,
                ErrorType.Conflict => StatusCodes.Status409Conflict,
                ErrorType.Unprocessable => StatusCodes.Status422UnprocessableEntity,
                ErrorType.RateLimited => StatusCodes.Status429TooManyRequests,
                ErrorType.Unavailable => StatusCodes.Status503ServiceUnavailable,
                _ => throw new ArgumentOutOfRangeException(nameof(error), error.Type, "This kind of error has no status."),
            },
        };
    }

    public static LocalizedText TitleOf(Error error) => Titles[StatusOf(error)];

    /// <summary>The error behind a bare status that some part of the framework answered with.</summary>
    public static Error ForStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => CommonErrors.Unauthenticated,
        StatusCodes.Status403Forbidden => CommonErrors.Forbidden,
        StatusCodes.Status404NotFound => CommonErrors.NotFound,
        StatusCodes.Status405MethodNotAllowed => ApiErrors.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => ApiErrors.TooLarge,
        StatusCodes.Status415UnsupportedMediaType => ApiErrors.UnsupportedMediaType,
        StatusCodes.Status429TooManyRequests => CommonErrors.RateLimited,
        StatusCodes.Status503ServiceUnavailable => CommonErrors.Overloaded,
        >= StatusCodes.Status500InternalServerError => ApiErrors.Internal,
        _ => ValidationErrors.Failed,
    };
}
