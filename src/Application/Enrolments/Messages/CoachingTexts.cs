using System.Globalization;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Enrolments.Journeys;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Notifications;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Messages;

/// <summary>What people are told by a programme: the activity in full in the inbox, and neutral words on the phone.</summary>
internal static class CoachingTexts
{
    /// <summary>What the engine itself knows, in words for the person.</summary>
    private static readonly Dictionary<string, string> KnownFacts = new(StringComparer.Ordinal)
    {
        [JourneyFacts.Goal] = "votre objectif",
        [JourneyFacts.DayNumber] = "le jour où vous en êtes",
        [JourneyFacts.AttemptNumber] = "vos arrêts précédents",
        [JourneyFacts.Completed] = "ce que vous avez déjà fait ici",
        [JourneyFacts.Engaged] = "ce que vous avez déjà fait ici",
        [JourneyFacts.Lapses] = "les faux pas que vous avez notés",
        [JourneyFacts.CravingsThisWeek] = "les envies que vous avez notées",
        [JourneyFacts.WorstTrigger] = "les envies que vous avez notées",
        [JourneyFacts.DiaryTrend] = "votre carnet",
        [JourneyFacts.OtherProgramme] = "l’autre programme que vous suivez",
    };

    public static InboxDraft Message(OpenEnrolment open, PlannedMessage message, Offer offer)
    {
        var (activity, day) = (message.Planned.Activity, open.Today);
        return new InboxDraft(
            open.Device.Id, InboxTopic.Coaching, open.Enrolment.Id.Value, StepOf(offer), Fill(activity.Title, open.Journey, day), Body(open, message.Planned))
        {
            At = message.ToldAt,
            Push = message.PushUntil is { } until ? new PushWish(PushTextFor(open.Programme, activity, day), until) : null,
        };
    }

    /// <summary>
    /// The step of the message about an offer. It is stored in clear: its number says nothing, the activity's name might speak of a pregnancy or a lapse.
    /// </summary>
    public static string StepOf(Offer offer) => offer.Number.ToString(CultureInfo.InvariantCulture);

    /// <summary>What a condition asked about, in words for the person: a question that they answered, or what they did here.</summary>
    public static IReadOnlyList<ReasonResponse> Reasons(OpenEnrolment open, IReadOnlyList<string> facts) =>
    [
        .. facts.Select(fact => Reason(open, fact)).GroupBy(reason => reason.Label)
            .Select(same => same.FirstOrDefault(reason => reason.CorrectWith is not null) ?? same.First()),
    ];

    public static string Fill(string text, Journey journey, DateOnly day) => TextPlaceholders.Fill(text, journey, day);

    /// <summary>The text, why it came, and what it was chosen by, so that people can put that right.</summary>
    private static string Body(OpenEnrolment open, PlannedActivity planned)
    {
        var chosenBy = Reasons(open, planned.Because).Where(reason => reason.CorrectWith is not null)
            .GroupBy(reason => reason.CorrectWith!.Value, Corrected).ToList();
        var corrections = chosenBy.Count == 0 ? string.Empty : $" Nous l’avons choisi d’après {string.Join("\u202F; d’après ", chosenBy)}.";
        var (text, why) = (Fill(planned.Activity.Text, open.Journey, open.Today), Fill(planned.Activity.Why, open.Journey, open.Today));
        return $"{text.TrimEnd()}\n\n_Pourquoi ce message\u202F? {why.TrimEnd()}{corrections}_";
    }

    /// <summary>What was gone by, and how to put it right.</summary>
    private static string Corrected(Correction correction, IEnumerable<ReasonResponse> reasons)
    {
        var labels = string.Join(", ", reasons.Select(reason => $"«\u00A0{reason.Label}\u00A0»"));
        return correction switch
        {
            Correction.Goal => "votre objectif, dont vous pouvez changer",
            Correction.QuitDate => "le jour où vous en êtes, que vous pouvez corriger par votre date d’arrêt",
            Correction.Activity => $"ce que vous avez répondu à {labels}, "
                + "que vous pouvez corriger en refaisant l’activité qui le demandait, tant qu’elle est ouverte",
            Correction.Assessment => "votre questionnaire, que vous pouvez remplir à nouveau",
            _ => $"ce que vous avez répondu à {labels}, que vous pouvez corriger dans votre profil",
        };
    }

    /// <summary>Another wording each day, so that the phone does not always say the same.</summary>
    private static PushText PushTextFor(ProgrammeDefinition programme, Activity activity, DateOnly day)
    {
        var wording = activity.Push ?? programme.PushTexts[day.DayNumber % programme.PushTexts.Count];
        return PushText.Of(wording.Title, wording.Body).Value;
    }

    private static ReasonResponse Reason(OpenEnrolment open, string fact)
    {
        if (KnownFacts.TryGetValue(fact, out var label))
        {
            // Days that count from the choice of a goal are put right by no date.
            return new ReasonResponse(fact, label, fact switch
            {
                JourneyFacts.Goal => Correction.Goal,
                JourneyFacts.DayNumber when open.Journey.Goal == GoalKind.Quit => Correction.QuitDate,
                _ => null,
            });
        }

        if (fact.StartsWith(JourneyFacts.BandPrefix, StringComparison.Ordinal))
        {
            return new ReasonResponse(fact, "votre questionnaire", Correction.Assessment);
        }

        if (fact.StartsWith(JourneyFacts.AnswerPrefix, StringComparison.Ordinal)
            && fact[JourneyFacts.AnswerPrefix.Length..].Split('.', 2) is [var key, var asked])
        {
            var question = open.Programme.FindActivity(key)?.Questions.FirstOrDefault(known => known.Question.Key == asked);
            return new ReasonResponse(fact, question?.Question.Label ?? fact, CanBeDoneAgain(open, key) ? Correction.Activity : null);
        }

        return new ReasonResponse(fact, open.Programme.Questions.FirstOrDefault(known => known.Key == fact)?.Label ?? fact, Correction.Profile);
    }

    /// <summary>Once it has closed, completing it again leaves the answers as they are.</summary>
    private static bool CanBeDoneAgain(OpenEnrolment open, string activity) =>
        open.State.Offered(open.Programme).FirstOrDefault(offered => offered.Activity.Key == activity)?.IsOpenOn(open.Today) == true;
}
