namespace MobileBackend.Domain.Enrolments.Benefits;

/// <summary>What a usual pack of <see cref="PackSize"/> cigarettes costs, and cost: for those who do not say what theirs does.</summary>
public sealed class PriceList
{
    /// <summary>Cigarettes in a usual pack.</summary>
    public const int PackSize = 20;

    /// <exception cref="ArgumentException">There is no price, one is not above 0, or they are not in order of their days, each its own.</exception>
    public PriceList(IReadOnlyList<PackPrice> prices)
    {
        if (prices.Count == 0)
        {
            throw new ArgumentException("At least one price is needed.", nameof(prices));
        }

        if (prices.Any(price => price.PackCents <= 0))
        {
            throw new ArgumentException("A price is above 0.", nameof(prices));
        }

        if (prices.Zip(prices.Skip(1)).Any(pair => pair.First.From >= pair.Second.From))
        {
            throw new ArgumentException("Prices are listed from the oldest to the latest, each from a day of its own.", nameof(prices));
        }

        All = [.. prices];
    }

    /// <summary>From the oldest to the latest.</summary>
    public IReadOnlyList<PackPrice> All { get; }

    /// <summary>The price in force on a day. Before the first one it is the first one's, which is too much rather than nothing.</summary>
    public PackPrice On(DateOnly day) => All.LastOrDefault(price => price.From <= day) ?? All[0];

    /// <summary>Cents of a pack a day, from a day up to and without another; 0 where that is no later.</summary>
    public long SumOver(DateOnly from, DateOnly until)
    {
        // By price and not by day: somebody may ask for the year 9999.
        var sum = 0L;
        for (var place = 0; place < All.Count; place++)
        {
            var first = place == 0 ? from.DayNumber : Math.Max(from.DayNumber, All[place].From.DayNumber);
            var end = place == All.Count - 1 ? until.DayNumber : Math.Min(until.DayNumber, All[place + 1].From.DayNumber);
            sum += (long)Math.Max(0, end - first) * All[place].PackCents;
        }

        return sum;
    }
}

/// <summary>What a usual pack costs from a day on.</summary>
/// <param name="From">First day.</param>
/// <param name="PackCents">Euro cents.</param>
/// <param name="Source">Where the price is from, and of which pack.</param>
/// <param name="Status">Whether it has been confirmed.</param>
public sealed record PackPrice(DateOnly From, int PackCents, string Source, PriceStatus Status);

/// <summary>How far a price has been checked.</summary>
public enum PriceStatus
{
    /// <summary>Taken from the source it names; nobody responsible has confirmed it.</summary>
    ToBeConfirmed,

    /// <summary>Checked against the official list of the customs.</summary>
    Confirmed,
}
