using MobileBackend.Domain.Common;

namespace MobileBackend.Application.Proofs;

/// <summary>Refusals for want of a proof.</summary>
public static class ProofErrors
{
    /// <summary>The same for every cause: which one it was is for our metrics, not for those who try.</summary>
    public static Error Required { get; } = Error.Forbidden("proof-required",
        "Nous n’avons pas pu vérifier que cette demande vient bien de l’application ou du formulaire. Mettez l’application à jour, "
            + "ou passez par le formulaire du site. Vous pouvez aussi appeler le 39 89 : un conseiller vous répondra.",
        "We could not check that this request comes from the app or from the form. Please update the app, or use the form of the site. "
            + "You can also call the 39 89: a counsellor will answer you.");
}
