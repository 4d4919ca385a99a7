using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.HelpLines;

public static class HelpLineErrors
{
    public static Error InstantOutOfRange { get; } = Error.Invalid(
        "Nous connaissons les horaires des années 1900 à 2200. Merci de choisir un moment entre les deux.",
        "Opening hours are known for the years 1900 to 2200. Please choose a moment between these.");
}
