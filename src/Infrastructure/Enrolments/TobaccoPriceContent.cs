using MobileBackend.Domain.Enrolments.Benefits;
using MobileBackend.Infrastructure.Content;

namespace MobileBackend.Infrastructure.Enrolments;

/// <summary>The form of <c>content/tobacco-prices.yaml</c>.</summary>
internal static class TobaccoPriceContent
{
    /// <summary>Nothing that is sold in packs costs more: a price above it is one in the wrong unit.</summary>
    private const int MostCents = 10_000;

    public static PriceList Read(ContentMap map)
    {
        var node = map.Required("packs");
        var prices = node.List().Select(price => price.Map(Price)).ToList();
        return node.Make(() => new PriceList(prices));
    }

    private static PackPrice Price(ContentMap map) => new(
        map.Required("from").Date(), map.Required("cents").Number(1, MostCents), map.Required("source").Text(), map.Required("status").Word<PriceStatus>());
}
