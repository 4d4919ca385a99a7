using MobileBackend.Domain.Notifications;
using MobileBackend.Domain.Programmes.Conditions;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Domain.Programmes.Checking;

/// <summary>
/// Judges a definition before anybody is told anything by it: beyond what can be read off it, some people are led through it who say nothing of
/// themselves, and do nothing, everything, put their quit date off, or turn to another goal and back; no day of their first thirty may be empty, nor of
/// the thirty after they turned.
/// </summary>
public static class ProgrammeCheck
{
    /// <summary>How many days from the start, and from the choice of another goal, must not be empty.</summary>
    public const int FirstDays = 30;

    /// <summary>More than anybody mends at once.</summary>
    public const int MostFaults = 200;

    /// <param name="programme">What is judged.</param>
    /// <param name="known">What it may refer to.</param>
    /// <param name="isThorough">
    /// Whether people are led through it on every way that is known to be tricky, which takes seconds; otherwise on one for each goal.
    /// </param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>As many as anybody mends at once: with those, nothing further is looked for.</returns>
    public static IReadOnlyList<DefinitionFault> FindFaults(
        ProgrammeDefinition programme, KnownReferences known, bool isThorough = true, CancellationToken cancellationToken = default)
    {
        var conditions = new Satisfiability(programme.Vocabulary);
        var shown = isThorough ? programme.Without(known.Restricted) : programme;
        IEnumerable<DefinitionFault>[] all =
        [
            KeysAndGoals.FindFaults(programme),
            programme.Goals.SelectMany(Phases.FindFaults),
            programme.Questions.Concat(programme.Activities.SelectMany(activity => activity.Questions).Select(asked => asked.Question))
                .Where(question => question.Minimum > question.Maximum)
                .Select(question => new DefinitionFault(
                    question.Line,
                    $"La question « {question.Key} » demande au moins {question.Minimum} et au plus {question.Maximum}.",
                    $"The question '{question.Key}' asks for at least {question.Minimum} and at most {question.Maximum}.")),
            programme.Activities.Until(cancellationToken).SelectMany(activity => Activities.FindFaults(activity, programme, known, conditions)),
            programme.Tools.SelectMany(tool => References.FindFaults(tool, programme)),
            programme.Budget.Windows.Where(window => !programme.Sources.ContainsKey(window.Source))
                .Select(window => new DefinitionFault(0, References.UnknownSource(window.Source))),
            programme.Milestones.Where(milestone => !programme.Sources.ContainsKey(milestone.Source))
                .Select(milestone => new DefinitionFault(milestone.Line, References.UnknownSource(milestone.Source))),
            programme.HelpLines.Where(code => !known.HelpLines.Contains(code))
                .Select(code => new DefinitionFault(0, $"Il n’y a pas de ligne d’aide « {code} ».", $"There is no help line '{code}'.")),
            programme.Badges.Until(cancellationToken).Where(badge => !conditions.CanHold(badge.When))
                .Select(badge => new DefinitionFault(
                    badge.Line,
                    $"Le badge « {badge.Key} » ne peut jamais être donné : sa condition se contredit.",
                    $"The badge '{badge.Key}' can never be given: its condition contradicts itself.")),
            TooManyConditions(conditions),
            programme.PushTexts.Select(text => (text.Title, PushText.Of(text.Title, text.Body).Error)).Where(text => text.Error is not null)
                .Select(text => new DefinitionFault(
                    0,
                    $"Le texte « {text.Title} » des pushTexts ne peut pas se montrer sur un écran verrouillé. {text.Error!.Text.French}",
                    $"The push text '{text.Title}' cannot be shown on a locked screen: {text.Error.Text.English}")),
            programme.PushTexts.Count == 0
                ? [new DefinitionFault(0, "Il n’y a pas de texte pour les notifications (pushTexts).", "There is no text for pushes.")]
                : [],
            EmptyDays.FindFaults(programme, isThorough, cancellationToken),
            shown.Activities.Count < programme.Activities.Count
                ? EmptyDays.FindFaults(shown, isThorough, cancellationToken)
                    .Select(fault => new DefinitionFault(
                        fault.Line,
                        $"Là où les tests dont la licence n’est pas réglée ne sont pas montrés : {fault.Problem.French}",
                        $"Where instruments without a cleared licence are hidden: {fault.Problem.English}"))
                : [],
        ];
        return [.. all.SelectMany(faults => faults).Take(MostFaults)];
    }

    private static IEnumerable<DefinitionFault> TooManyConditions(Satisfiability conditions)
    {
        if (conditions.IsExhausted)
        {
            yield return new DefinitionFault(
                0,
                "Les conditions interrogent trop de choses à la fois pour être vérifiées : "
                    + "moins d’entre elles devraient joindre beaucoup de faits par « and » et « or ».",
                "The conditions ask about too much at once to be checked: fewer should join many facts by 'and' and 'or'.");
        }
    }
}
