using MobileBackend.Domain.Coaching.Benefits;

namespace MobileBackend.Application.Coaching;

/// <summary>What tobacco costs, in the service's content, checked before the service starts.</summary>
public interface ITobaccoPrices
{
    /// <summary>Of packs of cigarettes in mainland France.</summary>
    PriceList Packs { get; }
}
