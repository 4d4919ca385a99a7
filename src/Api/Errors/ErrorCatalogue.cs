using System.Reflection;
using MobileBackend.Application;
using MobileBackend.Application.Proofs;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Errors;

/// <summary>One code, with every text it may come with.</summary>
/// <param name="Code">What a client switches on.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Errors">The refusals that share the code.</param>
public sealed record CataloguedError(string Code, int Status, IReadOnlyList<Error> Errors)
{
    public LocalizedText Title => ErrorPresentation.TitleOf(Errors[0]);

    /// <summary>What a client does about it.</summary>
    public LocalizedText Advice => Status switch
    {
        StatusCodes.Status403Forbidden when Code == ProofErrors.Required.Code => new(
            "Joindre un jeton Firebase App Check (X-Firebase-AppCheck), ou la solution d’un défi (GET /challenges, X-Challenge-Solution), puis refaire la "
                + "demande. Une solution ne sert qu’une fois.",
            "Send a token of Firebase App Check (X-Firebase-AppCheck), or the solution of a challenge (GET /challenges, X-Challenge-Solution), then ask "
                + "again. A solution is taken once."),
        StatusCodes.Status401Unauthorized => new(
            "Renouveler l’accès (jeton ou clé), puis refaire la demande. Ne pas insister avec le même.",
            "Renew the credential (token or key), then ask again. Do not insist with the same one."),
        StatusCodes.Status403Forbidden => new(
            "Ne pas refaire la demande avec cet accès : il ne donne pas ce droit.",
            "Do not ask again with this credential: it does not give this right."),
        StatusCodes.Status404NotFound => new(
            "Vérifier l’adresse et l’identifiant. Ce qui appartient à quelqu’un d’autre répond de la même façon.",
            "Check the address and the id. What belongs to someone else answers alike."),
        StatusCodes.Status405MethodNotAllowed => new(
            "Employer une des méthodes que cite l’en-tête Allow.",
            "Use one of the methods that the Allow header names."),
        StatusCodes.Status409Conflict => new(
            "Relire l’état actuel, le montrer à la personne, puis lui proposer ce qui reste possible.",
            "Read the present state again, show it to the person, then offer what is still possible."),
        StatusCodes.Status413PayloadTooLarge => new(
            "Envoyer moins de contenu : 64 Kio au plus, sauf mention contraire.",
            "Send less: 64 KiB at most, unless stated otherwise."),
        StatusCodes.Status415UnsupportedMediaType => new(
            "Envoyer le contenu avec Content-Type: application/json.",
            "Send the content with Content-Type: application/json."),
        StatusCodes.Status422UnprocessableEntity => new(
            "Employer une nouvelle clé pour une nouvelle demande ; la même clé, pour répéter la même.",
            "Use a new key for a new request; the same key, to repeat the same one."),
        StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable => new(
            "Attendre le nombre de secondes que donne l’en-tête Retry-After, puis refaire la demande.",
            "Wait for the number of seconds in the Retry-After header, then ask again."),
        StatusCodes.Status500InternalServerError => new(
            "Signaler le traceId ; refaire la demande plus tard.",
            "Report the traceId; ask again later."),
        _ => new(
            "Corriger la demande avant de la refaire. Le membre errors, s’il est présent, dit quel champ et pourquoi.",
            "Correct the request before asking again. The member errors, where there is one, says which field and why."),
    };
}

/// <summary>Every error code that this program can answer with, found in the <c>…Errors</c> classes.</summary>
public sealed class ErrorCatalogue
{
    private readonly SortedDictionary<string, CataloguedError> _byCode = new(StringComparer.Ordinal);

    public ErrorCatalogue()
    {
        var errors = new[] { typeof(Error).Assembly, typeof(DependencyInjection).Assembly, typeof(ErrorCatalogue).Assembly }
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsAbstract: true, IsSealed: true } && type.Name.EndsWith("Errors", StringComparison.Ordinal))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static))
            .Where(property => property.PropertyType == typeof(Error))
            .Select(property => (Error)property.GetValue(null)!);
        foreach (var group in errors.GroupBy(error => error.Code))
        {
            _byCode.Add(group.Key, new CataloguedError(group.Key, ErrorPresentation.StatusOf(group.First()), [.. group]));
        }
    }

    /// <summary>By code, in alphabetical order.</summary>
    public IReadOnlyCollection<CataloguedError> All => _byCode.Values;

    public CataloguedError? Find(string code) => _byCode.GetValueOrDefault(code);
}
