using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using MobileBackend.Application.Programmes;
using MobileBackend.Application.Programmes.Simulation;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Api.V1.Programmes.Simulations;

/// <summary>What a simulation says to its author, in French.</summary>
internal static class SimulationWords
{
    public static readonly CultureInfo French = CultureInfo.GetCultureInfo("fr-FR");

    /// <summary>Accents stay readable; what could be markup does not.</summary>
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    public static string Encode(string text) => Encoder.Encode(text);

    public static string Count(int count, string one, string many) => string.Create(French, $"{count:N0} {(count < 2 ? one : many)}");

    /// <summary>Days of an attempt as people count them, any other from the enrolment.</summary>
    public static string DayOf(int number, bool isOfAttempt) =>
        !isOfAttempt ? $"jour {number}" : number == 0 ? "jour J" : number < 0 ? $"J{Signed(number)}" : $"J+{number}";

    public static string KindOf(ActivityKind kind) => kind switch
    {
        ActivityKind.Tip => "conseil",
        ActivityKind.Exercise => "exercice",
        ActivityKind.Quiz => "quiz",
        ActivityKind.Assessment => "test",
        ActivityKind.Diary => "carnet",
        ActivityKind.Media => "média",
        ActivityKind.Challenge => "défi",
        ActivityKind.Survey => "enquête",
        _ => "vers un humain",
    };

    public static string EventOf(string happened) => happened switch
    {
        "lapse" => "Faux pas",
        "relapse" => "Rechute",
        "craving" => "Envie notée",
        "new-quit-date" => "Nouvelle date d’arrêt",
        "new-goal" => "Autre objectif",
        "refused" => "Refusé : hors de ce que permet le programme",
        _ => happened,
    };

    /// <summary>The rule in words, and what the condition asked about.</summary>
    public static string ReasonOf(SimulatedRuleResponse rule, IReadOnlyList<PhaseResponse> phases)
    {
        var days = rule.FirstDay == rule.LastDay ? $"jour {Signed(rule.FirstDay)}" : $"jours {Signed(rule.FirstDay)} à {Signed(rule.LastDay)}";
        var every = rule.Every switch
        {
            null => string.Empty,
            1 => ", chaque jour",
            var number => $", tous les {number} jours",
        };
        var facts = string.Concat(rule.Facts.Select(fact => $" ; {fact.Name} = {ValueOf(fact)}"));
        return $"{AnchorOf(rule.From, phases)}, {days}{every}{facts}";
    }

    /// <summary>With the sign that stays with its number at the end of a line.</summary>
    private static string Signed(int number) => number < 0 ? $"−{-(long)number}" : $"{number}";

    private static string AnchorOf(string from, IReadOnlyList<PhaseResponse> phases) => from.Split(':') switch
    {
        ["enrolment"] => "inscription",
        ["quit-date"] => "date d’arrêt",
        ["lapse"] => "après un faux pas",
        ["relapse"] => "après une rechute",
        ["phase", var key] => $"phase « {phases.FirstOrDefault(phase => phase.Key == key)?.Title ?? key} »",
        ["event", var happened] => happened switch
        {
            "craving" => "envie notée",
            "silence-3" => "silence de 3 jours",
            "silence-7" => "silence de 7 jours",
            "silence-14" => "silence de 14 jours",
            "assessed" => "test rempli",
            "diary-rising" => "carnet qui monte",
            _ => "peu d’activités faites",
        },
        _ => from,
    };

    private static string ValueOf(SimulatedFactResponse fact) => fact switch
    {
        { Number: { } number } => Signed(number),
        { Flag: { } flag } => flag ? "oui" : "non",
        { Words: { Count: > 0 } words } => string.Join(", ", words),
        { Words: not null } => "aucun",
        _ => "inconnu",
    };
}
