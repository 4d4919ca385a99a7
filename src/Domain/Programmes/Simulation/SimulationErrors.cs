using MobileBackend.Domain.Common;

namespace MobileBackend.Domain.Programmes.Simulation;

/// <summary>Why a made-up person cannot be led through a programme.</summary>
public static class SimulationErrors
{
    public static Error Band { get; } = Error.Invalid(
        "Ce test, ou ce résultat, n’existe pas dans ce programme.",
        "This assessment, or this outcome, does not exist in this programme.");

    /// <param name="latest">Days from the enrolment.</param>
    public static Error QuitDate(int latest) => Error.Invalid(
        $"La date d’arrêt peut se situer entre le jour de l’inscription (0) et {latest} jours plus tard.",
        $"The quit date can lie between the day of the enrolment (0) and {latest} days later.");
}
