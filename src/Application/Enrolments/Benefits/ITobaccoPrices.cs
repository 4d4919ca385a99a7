using MobileBackend.Domain.Enrolments.Benefits;

namespace MobileBackend.Application.Enrolments.Benefits;

/// <summary>What tobacco costs, in the service's content, checked before the service starts.</summary>
public interface ITobaccoPrices
{
    /// <summary>Of packs of cigarettes in mainland France.</summary>
    PriceList Packs { get; }
}
