namespace MobileBackend.Application.Common.Ports;

/// <summary>Writes what the current caller did, within the running transaction.</summary>
public interface IAuditTrail
{
    /// <param name="action">Stable kebab-case word.</param>
    /// <param name="target">The id of what was acted on.</param>
    void Record(string action, string target);
}
