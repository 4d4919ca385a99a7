using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using MobileBackend.Application.Programmes;
using MobileBackend.Application.Programmes.Simulation;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Programmes.Definitions;
using static MobileBackend.Api.V1.Programmes.Simulations.SimulationWords;

namespace MobileBackend.Api.V1.Programmes.Simulations;

/// <summary>A simulation as a page that needs nothing but itself: no script, no other file, so that it can be kept and sent on.</summary>
internal static class SimulationPage
{
    private const int DaysOfWeek = 7;
    private const int PhaseColours = 6;

    private const string Style = """
        :root{color-scheme:light;font:15px/1.4 system-ui,"Liberation Sans",Arial,sans-serif;color:#161616;background:#fff}
        *{box-sizing:border-box}body{margin:0}header{background:#000091;color:#fff;padding:1rem 1.5rem}h1{margin:0;font-size:1.5rem}header p{margin:.25rem 0 0}
        main{padding:0 1.5rem 3rem}h2{font-size:1.15rem;margin:1.75rem 0 .5rem}a{color:#000091}:focus-visible{outline:3px solid #0a76f6;outline-offset:2px}
        .totals{display:flex;flex-wrap:wrap;gap:.5rem;margin:1rem 0 0;padding:0}
        .totals div{background:#f3f3fb;border:1px solid #dcdcf2;border-radius:6px;padding:.35rem .8rem}
        .totals dt{font-size:.8rem;color:#3a3a3a}.totals dd{margin:0;font-size:1.25rem;font-weight:700}
        .legend{display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;list-style:none;margin:.5rem 0;padding:0;font-size:.87rem}
        .legend svg{vertical-align:-2px;margin-right:.35rem}
        .wide{overflow-x:auto;position:relative}.chart{display:block;max-width:100%;min-width:56rem;height:auto}.chart text{font-size:12px;fill:#3a3a3a}
        .chart .name{fill:#161616;font-weight:700}
        .ground{fill:#f6f6f6}.ground.light{fill:#fff3d1}.ground.empty{fill:#e2e2e2}a:hover .ground{fill:#e3e3fd}
        .done{fill:#000091}.undone{fill:#b8b8e8}.cap{stroke:#6a6a6a;stroke-width:1.5;fill:none}.lapse{fill:#d64d00}.relapse{fill:#a00015}.restart{fill:#18753c}
        .craving{fill:#8a3fb0}
        table{border-collapse:collapse;table-layout:fixed;width:100%;min-width:82rem}caption{text-align:left;padding:.25rem 0;color:#3a3a3a}
        thead th{background:#f6f6f6;border-bottom:2px solid #000091;text-align:left;padding:.35rem .5rem}thead th:first-child{width:7rem}
        tbody th{text-align:left;vertical-align:top;font-size:.83rem;font-weight:400;padding:.5rem;background:#fafafa}tbody th b{display:block;font-size:1rem}
        tbody tr{border-bottom:2px solid #c9c9c9}
        td{vertical-align:top;padding:0 0 .4rem;border:1px solid #ddd}td.none{background:#fafafa}td:target{box-shadow:inset 0 0 0 3px #0a76f6}
        .phase{margin:0;padding:.05rem .45rem;font-size:.74rem;font-weight:700;white-space:nowrap;overflow:hidden;text-overflow:ellipsis}
        .p0{background:#dfe8ff;fill:#dfe8ff}.p1{background:#cdeee3;fill:#cdeee3}.p2{background:#ffe0c7;fill:#ffe0c7}.p3{background:#e6d9f5;fill:#e6d9f5}
        .p4{background:#fbd5e2;fill:#fbd5e2}.p5{background:#e4e8c8;fill:#e4e8c8}.px{background:#ddd;fill:#ddd}
        .day{display:flex;align-items:baseline;gap:.4rem;margin:0;padding:.25rem .45rem}.day b{font-size:1.02rem}.day time{color:#3a3a3a;font-size:.8rem}
        .load{margin-left:auto;font-size:.78rem;border-radius:99px;padding:0 .5rem;background:#ececf6;white-space:nowrap}
        .full .load{background:#000091;color:#fff}.light .load{background:#ffe08a}.empty .load{background:#d5d5d5}
        td.full{background:#f7f7fd}td.light{background:#fffaeb}td.empty{background:#efefef}
        .event{margin:.1rem .45rem;padding:.1rem .4rem;border-radius:4px;font-size:.82rem;font-weight:700;color:#fff;background:#6a6a6a}
        .event.e-lapse{background:#b34000}.event.e-relapse{background:#a00015}.event.e-new-quit-date{background:#18753c}
        .event.e-craving{background:#7a339c;font-weight:400}
        ul.told{list-style:none;margin:0;padding:0 .45rem}.told li{margin:.35rem 0 0;padding:.15rem 0 .15rem .5rem;border-left:4px solid #b8b8e8}
        .told li.is-done{border-left-color:#000091}
        .told p{margin:0}.told .head{font-size:.78rem;color:#3a3a3a;display:flex;flex-wrap:wrap;gap:0 .45rem;align-items:center}.told .head b{color:#161616}
        .bell{width:12px;height:12px;fill:#000091}.mute{width:12px;height:12px;fill:none;stroke:#6a6a6a;stroke-width:1.4}
        .told .title{font-weight:700;line-height:1.25;overflow-wrap:break-word}.told .why{font-size:.76rem;color:#454545;line-height:1.3;overflow-wrap:anywhere}
        .told code{font-size:.72rem;color:#5a5a5a;overflow-wrap:anywhere}
        .state{font-weight:700;margin-left:auto}.is-done .state{color:#000091}.gone{columns:24rem;padding-left:1.2rem}.gone li{break-inside:avoid}
        .gone code{color:#5a5a5a}
        .out{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}summary{cursor:pointer;font-weight:700}
        @media print{.wide{overflow:visible}td{break-inside:avoid}}
        """;

    /// <summary>What the page may do: show its own style, nothing else.</summary>
    public static readonly string Policy =
        $"default-src 'none'; style-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Style)))}'; "
            + $"base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static string Render(SimulationResponse simulation)
    {
        var days = ChartedDay.Of(simulation);
        var title = Encode($"Simulation : {simulation.Title}, {simulation.GoalTitle}");
        return $"""
            <!DOCTYPE html>
            <html lang="fr">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{Style}</style></head>
            <body>
            <svg width="0" height="0" class="out" aria-hidden="true"><defs>
            <symbol id="bell" viewBox="0 0 12 12">
            <path d="M6 0a1 1 0 0 1 1 1c2 .5 2.8 2 2.8 4 0 2 .7 2.6 1.4 3.400H.8C1.5 7.600 2.2 7 2.2 5c0-2 .8-3.500 2.8-4a1 1 0 0 1 1-1z
              M4.5 9.300h3a1.5 1.5 0 0 1-3 0z"/></symbol>
            <symbol id="mute" viewBox="0 0 12 12"><path d="M1 2.500h10v7H1zM1 3l5 4 5-4"/></symbol>
            </defs></svg>
            <header><h1>{title}</h1><p>{Encode(Introduction(simulation))}</p></header>
            <main>
            {Totals(simulation.Totals)}
            <h2>Vue d’ensemble</h2>
            {Legend()}
            <div class="wide">{new SimulationChart(days, simulation.Phases).Render()}</div>
            <h2 id="calendrier">Jour après jour</h2>
            <div class="wide" role="region" aria-labelledby="calendrier" tabindex="0">{Calendar(days, simulation.Phases)}</div>
            {NeverCame(simulation.NeverCame)}
            </main>
            </body>
            </html>

            """;
    }

    /// <summary>The same colour for the same phase in the chart and in the calendar.</summary>
    public static string PhaseClass(IReadOnlyList<PhaseResponse> phases, string? phase)
    {
        for (var place = 0; place < phases.Count; place++)
        {
            if (phases[place].Key == phase)
            {
                return $"p{place % PhaseColours}";
            }
        }

        return "px";
    }

    private static string Introduction(SimulationResponse simulation) =>
        $"Version {simulation.Version}, {(simulation.Status == ValidationStatus.Validated ? "validée" : "brouillon")}. "
        + $"Inscription le {FrenchDates.InFull(simulation.EnrolsOn)}"
        + (simulation.QuitsOn is { } date ? $", arrêt prévu le {FrenchDates.InFull(date)}" : string.Empty)
        + $". Les heures sont celles de {simulation.TimeZone}.";

    private static string Totals(SimulationTotalsResponse totals)
    {
        var (hours, minutes) = Math.DivRem(totals.Minutes, 60);
        (string Name, string Value)[] shown =
        [
            ("jours", Number(totals.Days)), ("activités proposées", Number(totals.Activities)), ("faites", Number(totals.Done)),
            ("notifications", Number(totals.Pushed)),
            ("temps demandé", string.Create(French, $"{hours} h {minutes:00}")), ("jours pleins", Number(totals.FullDays)),
            ("jours allégés", Number(totals.LightDays)),
            ("jours vides", Number(totals.EmptyDays)),
        ];
        return $"<dl class=\"totals\">{string.Concat(shown.Select(each => $"<div><dt>{each.Name}</dt><dd>{each.Value}</dd></div>"))}</dl>";
    }

    private static string Legend()
    {
        static string Entry(string picture, string text) => $"<li><svg width=\"14\" height=\"14\" aria-hidden=\"true\">{picture}</svg>{text}</li>";
        static string Square(string style) => $"<rect class=\"{style}\" x=\"1\" y=\"1\" width=\"12\" height=\"12\"/>";
        static string Triangle(string style) => $"<path class=\"{style}\" d=\"M1 1h12l-6 12z\"/>";
        return "<ul class=\"legend\">"
            + Entry(Square("done"), "activité faite")
            + Entry(Square("undone"), "activité laissée")
            + Entry("<path class=\"cap\" d=\"M0 7h14\"/>", "ce que le jour peut contenir au plus")
            + Entry(Square("ground light"), "jour allégé (trop peu de choses faites)")
            + Entry(Square("ground empty"), "jour vide")
            + Entry(Triangle("lapse"), "faux pas")
            + Entry(Triangle("relapse"), "rechute")
            + Entry(Triangle("restart"), "nouvelle date d’arrêt")
            + Entry("<circle class=\"craving\" cx=\"7\" cy=\"7\" r=\"4\"/>", "envie notée")
            + "<li><svg class=\"bell\" aria-hidden=\"true\"><use href=\"#bell\"/></svg> notifiée</li>"
            + "<li><svg class=\"mute\" aria-hidden=\"true\"><use href=\"#mute\"/></svg> dans la messagerie, sans notification</li>"
            + "</ul>";
    }

    private static string Calendar(IReadOnlyList<ChartedDay> days, IReadOnlyList<PhaseResponse> phases)
    {
        var table = new StringBuilder();
        table.Append(
            "<table><caption>Une ligne par semaine. Sur chaque jour : la phase, le nombre d’activités sur le nombre possible, "
                + "ce qui est arrivé, puis ce qui est proposé, quand, et la règle qui l’a fait venir, "
                + "avec sa clé et sa ligne dans le fichier.</caption><thead><tr><th scope=\"col\">Semaine</th>");
        foreach (var name in (string[])["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"])
        {
            table.Append(CultureInfo.InvariantCulture, $"<th scope=\"col\">{name}</th>");
        }

        table.Append("</tr></thead><tbody>");
        var before = Weekday(days[0].Day.Date);
        var week = 1;
        for (var first = -before; first < days.Count; first += DaysOfWeek, week++)
        {
            var shown = days.Skip(Math.Max(0, first)).Take(first < 0 ? DaysOfWeek + first : DaysOfWeek).ToList();
            var dates = shown is [var only] ? Short(only.Day.Date) : $"{Short(shown[0].Day.Date)} – {Short(shown[^1].Day.Date)}";
            table.Append(
                CultureInfo.InvariantCulture,
                $"<tr><th scope=\"row\"><b>Semaine {week}</b>{Encode(dates)}<br>"
                    + $"{Encode(Count(shown.Sum(day => day.Day.Activities.Count), "activité", "activités"))}</th>");
            table.Append(Blanks(first < 0 ? -first : 0));
            foreach (var day in shown)
            {
                AddDay(table, day, phases);
            }

            table.Append(Blanks(DaysOfWeek - shown.Count - (first < 0 ? -first : 0))).Append("</tr>");
        }

        return table.Append("</tbody></table>").ToString();
    }

    private static void AddDay(StringBuilder table, ChartedDay charted, IReadOnlyList<PhaseResponse> phases)
    {
        var day = charted.Day;
        var count = day.Activities.Count;
        var state = count == 0 ? "empty" : day.Light ? "light" : count >= day.Budget ? "full" : "usual";
        var words = state switch
        {
            "empty" => "jour vide",
            "light" => "jour allégé",
            "full" => "jour plein",
            _ => string.Empty,
        };
        var phase = phases.FirstOrDefault(known => known.Key == day.Phase)?.Title ?? "Hors programme";
        table.Append(CultureInfo.InvariantCulture, $"""
            <td id="{charted.Anchor}" class="{state}"><p class="phase {PhaseClass(phases, day.Phase)}">{Encode(phase)}</p>
            <p class="day"><b>{Encode(charted.Name)}</b> <time datetime="{day.Date:yyyy-MM-dd}">{Encode(Short(day.Date))}</time>
            <span class="load"><span class="out">{words} : </span>{count}/{day.Budget} · {day.Minutes} min</span></p>
            """);
        foreach (var happened in day.Events)
        {
            table.Append(CultureInfo.InvariantCulture, $"<p class=\"event e-{Encode(happened)}\">{Encode(EventOf(happened))}</p>");
        }

        if (count > 0)
        {
            table.Append("<ul class=\"told\">").AppendJoin('\n', day.Activities.Select(offered => Offered(offered, phases))).Append("</ul>");
        }

        table.Append("</td>\n");
    }

    private static string Offered(SimulatedActivityResponse offered, IReadOnlyList<PhaseResponse> phases)
    {
        var (icon, told) = offered.Pushed ? ("bell", "notifiée") : ("mute", "sans notification");
        return string.Create(CultureInfo.InvariantCulture, $"""
            <li{(offered.Done ? " class=\"is-done\"" : string.Empty)}><p class="head"><b>{offered.ToldAtLocalTime:HH:mm}</b>
            <svg class="{icon}" aria-hidden="true"><use href="#{icon}"/></svg><span class="out">{told}</span>
            <span class="state">{(offered.Done ? "✓ faite" : "laissée")}</span></p>
            <p class="title">{Encode(offered.Title)}</p>
            <p class="why">{KindOf(offered.Kind)}, {offered.Minutes} min · {Encode(ReasonOf(offered.Rule, phases))}</p>
            <code>{Encode(offered.Key)}, l. {offered.Line}</code></li>
            """);
    }

    private static string NeverCame(IReadOnlyList<ActivityNameResponse> activities) => activities.Count == 0
        ? "<h2>Tout est venu</h2><p>Cette personne s’est vu proposer toutes les activités de son objectif.</p>"
        : $"""
            <h2>Ce qui n’est jamais venu</h2>
            <details><summary>{Encode(Count(activities.Count, "activité", "activités"))} de cet objectif, pour cette personne</summary>
            <ul class="gone">{string.Concat(activities.Select(activity =>
                $"<li>{Encode(activity.Title)} <code>{Encode(activity.Key)}, l. {activity.Line}</code></li>"))}</ul></details>
            """;

    private static string Blanks(int count) => string.Concat(Enumerable.Repeat("<td class=\"none\"></td>", count));

    private static int Weekday(DateOnly date) => ((int)date.DayOfWeek + DaysOfWeek - 1) % DaysOfWeek;

    private static string Short(DateOnly date) => date.ToString("d MMM", French);

    private static string Number(int number) => number.ToString("N0", French);
}
