using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Enrolments.Benefits;

/// <summary>What somebody used before, and what it cost them: what they gain is held against it.</summary>
/// <param name="IsOfCigarettes">False for joints.</param>
/// <param name="PerDay">Cigarettes or joints a day; more than 0.</param>
/// <param name="OwnPrice">Cents that one costs, as the person says; null where they did not.</param>
/// <param name="Prices">Of packs, for those who gave no price of their own.</param>
internal sealed record Baseline(bool IsOfCigarettes, decimal PerDay, decimal? OwnPrice, PriceList Prices)
{
    private const string CigarettesPerDay = "cigarettesPerDay";
    private const string CigarettesPerPack = "cigarettesPerPack";
    private const string PackPriceCents = "packPriceCents";
    private const string JointsPerWeek = "jointsPerWeek";
    private const string SpendPerMonthCents = "spendPerMonthCents";

    private const decimal DaysPerWeek = 7;

    /// <summary>As those of <see cref="HealthMilestone.After"/>.</summary>
    private const decimal DaysPerMonth = 30;

    /// <summary>
    /// From what the person answered; null where that is too little. A programme that asks for joints is about these: the cigarettes that it asks
    /// for on the side are not what is given up, and joints have no other price than the person's.
    /// </summary>
    public static Baseline? Of(ProgrammeDefinition programme, Journey journey, PriceList prices)
    {
        int? Answered(string question) => journey.Profile.GetValueOrDefault(question)?.Number is { } number and > 0 ? number : null;

        if (programme.Questions.Any(question => question.Key == JointsPerWeek))
        {
            return Answered(JointsPerWeek) / DaysPerWeek is { } joints && Answered(SpendPerMonthCents) / DaysPerMonth is { } spend
                ? new Baseline(IsOfCigarettes: false, joints, spend / joints, prices)
                : null;
        }

        return Answered(CigarettesPerDay) is { } cigarettes
            ? new Baseline(IsOfCigarettes: true, cigarettes, Answered(PackPriceCents) / (decimal)(Answered(CigarettesPerPack) ?? PriceList.PackSize), prices)
            : null;
    }

    /// <summary>Cents that one cost on a day.</summary>
    public decimal PriceOn(DateOnly day) => OwnPrice ?? Prices.On(day).PackCents / (decimal)PriceList.PackSize;

    /// <summary>Cents that one a day cost, from a day up to and without another; 0 where that is no later.</summary>
    public decimal SumOfPrices(DateOnly from, DateOnly until) =>
        OwnPrice is { } own ? own * Math.Max(0, until.DayNumber - from.DayNumber) : Prices.SumOver(from, until) / (decimal)PriceList.PackSize;
}
