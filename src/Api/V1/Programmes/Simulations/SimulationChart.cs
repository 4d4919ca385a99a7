using System.Globalization;
using System.Text;
using MobileBackend.Application.Programmes;
using MobileBackend.Application.Programmes.Simulation;
using static MobileBackend.Api.V1.Programmes.Simulations.SimulationWords;

namespace MobileBackend.Api.V1.Programmes.Simulations;

/// <summary>
/// All days at a glance: a bar for what each holds, a line for what it may hold, a band for its phase, a mark for what befell the person. Everything in it
/// is in the calendar too, in words, so that screen readers are spared the picture.
/// </summary>
internal sealed class SimulationChart(IReadOnlyList<ChartedDay> days, IReadOnlyList<PhaseResponse> phases)
{
    private const int Width = 1500;
    private const int WidestDay = 30;
    private const int Unit = 18;
    private const int MarkSpace = 22;
    private const int BandHeight = 20;
    private const int LabelSpace = 18;
    private const int LetterWidth = 8;
    private const int SpaceOfLabel = 60;

    /// <summary>Few days shall not become a wall.</summary>
    private readonly double _step = Math.Min(WidestDay, (double)Width / days.Count);

    private readonly int _floor = MarkSpace + (Unit * days.Max(day => Math.Max(day.Day.Budget, day.Day.Activities.Count)));

    public string Render()
    {
        var svg = new StringBuilder();
        Add(svg, $"<svg class=\"chart\" aria-hidden=\"true\" focusable=\"false\" ");
        Add(svg, $"viewBox=\"0 0 {_step * days.Count:0.##} {_floor + BandHeight + LabelSpace}\" width=\"{_step * days.Count:0.##}\">");
        for (var place = 0; place < days.Count; place++)
        {
            AddDay(svg, place);
        }

        AddBands(svg);
        AddLabels(svg);
        return svg.Append("</svg>").ToString();
    }

    private static void Add(StringBuilder svg, FormattableString markup) => svg.Append(markup.ToString(CultureInfo.InvariantCulture));

    private void AddDay(StringBuilder svg, int place)
    {
        var (day, anchor) = (days[place].Day, days[place].Anchor);
        var (left, wide) = (place * _step, Math.Max(1, _step - 1));
        Add(svg, $"<a href=\"#{anchor}\" tabindex=\"-1\"><title>{Encode(days[place].Summary)}</title>");
        var ground = day.Activities.Count == 0 ? "ground empty" : day.Light ? "ground light" : "ground";
        Add(svg, $"<rect class=\"{ground}\" x=\"{left:0.##}\" y=\"{MarkSpace}\" width=\"{_step:0.##}\" height=\"{_floor - MarkSpace}\"/>");
        var top = _floor;
        foreach (var offered in day.Activities.OrderByDescending(each => each.Done))
        {
            top -= Unit;
            Add(
                svg,
                $"<rect class=\"{(offered.Done ? "done" : "undone")}\" x=\"{left + 0.5:0.##}\" y=\"{top + 1}\" width=\"{wide:0.##}\" height=\"{Unit - 2}\"/>");
        }

        Add(svg, $"<path class=\"cap\" d=\"M{left:0.##} {_floor - (Unit * day.Budget)}h{_step:0.##}\"/>");
        foreach (var happened in day.Events.Distinct().Order(StringComparer.Ordinal))
        {
            AddMark(svg, happened, left + (_step / 2));
        }

        svg.Append("</a>");
    }

    private static void AddMark(StringBuilder svg, string happened, double middle)
    {
        if (happened == "craving")
        {
            Add(svg, $"<circle class=\"craving\" cx=\"{middle:0.##}\" cy=\"{MarkSpace - 3}\" r=\"2.5\"/>");
        }
        else
        {
            Add(svg, $"<path class=\"{(happened is "lapse" or "relapse" ? happened : "restart")}\" d=\"M{middle - 6:0.##} 2h12l-6 11z\"/>");
        }
    }

    private void AddBands(StringBuilder svg)
    {
        for (var first = 0; first < days.Count;)
        {
            var phase = days[first].Day.Phase;
            var length = days.Skip(first).TakeWhile(day => day.Day.Phase == phase).Count();
            var title = phases.FirstOrDefault(known => known.Key == phase)?.Title ?? "hors programme";
            Add(svg, $"<rect class=\"band {PhaseClass(phase)}\" x=\"{first * _step:0.##}\" y=\"{_floor}\" width=\"{length * _step:0.##}\" ");
            Add(svg, $"height=\"{BandHeight}\"><title>{Encode(title)}</title></rect>");
            if (title.Length * LetterWidth < length * _step)
            {
                Add(svg, $"<text class=\"name\" x=\"{(first * _step) + 5:0.##}\" y=\"{_floor + 15}\">{Encode(title)}</text>");
            }

            first += length;
        }
    }

    private void AddLabels(StringBuilder svg)
    {
        var every = Math.Max(1, (int)Math.Ceiling(SpaceOfLabel / _step / 7)) * 7;
        for (var place = 0; place < days.Count; place++)
        {
            if (days[place].Day.DayNumber % every == 0)
            {
                Add(svg, $"<text x=\"{place * _step:0.##}\" y=\"{_floor + BandHeight + 14}\">{Encode(days[place].Name)}</text>");
            }
        }
    }

    private string PhaseClass(string? phase) => SimulationPage.PhaseClass(phases, phase);
}

/// <summary>A day with what the page calls it.</summary>
/// <param name="Day">What happened.</param>
/// <param name="Name">Such as <c>J+3</c>.</param>
/// <param name="Anchor">Its id on the page.</param>
internal sealed record ChartedDay(SimulatedDayResponse Day, string Name, string Anchor)
{
    /// <summary>In a line.</summary>
    public string Summary =>
        $"{Name}, {Day.Date.ToString("d MMMM", French)} : {Count(Day.Activities.Count, "activité", "activités")}"
            + $" sur {Day.Budget}, {Day.Activities.Count(offered => offered.Done)} faites, {Day.Minutes} min"
        + string.Concat(Day.Events.Select(happened => $", {EventOf(happened).ToLower(French)}"));

    /// <summary>After a relapse there is no quit date to count from, until there is another.</summary>
    public static IReadOnlyList<ChartedDay> Of(SimulationResponse simulation)
    {
        var hasAttempt = simulation.QuitsOn is not null;
        var days = new List<ChartedDay>();
        foreach (var day in simulation.Days)
        {
            hasAttempt = (hasAttempt && !day.Events.Contains("relapse")) || day.Events.Contains("new-quit-date");
            days.Add(new ChartedDay(day, DayOf(day.DayNumber, hasAttempt), string.Create(CultureInfo.InvariantCulture, $"d-{day.Date:yyyy-MM-dd}")));
        }

        return days;
    }
}
