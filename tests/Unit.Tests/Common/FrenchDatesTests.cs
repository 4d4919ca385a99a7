using MobileBackend.Domain.Common;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Common;

public sealed class FrenchDatesTests
{
    [Fact]
    public void Dates_InWords_CallTheFirstOfAMonthByItsOrdinal()
    {
        FrenchDates.WithWeekday(new DateOnly(2026, 11, 1)).ShouldBe("dimanche 1er novembre");
        FrenchDates.WithWeekday(new DateOnly(2026, 11, 24)).ShouldBe("mardi 24 novembre");
        FrenchDates.WithYear(new DateOnly(2028, 12, 1)).ShouldBe("1er décembre 2028");
        FrenchDates.InFull(new DateOnly(2026, 11, 21)).ShouldBe("samedi 21 novembre 2026");
    }
}
