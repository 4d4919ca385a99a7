namespace MobileBackend.Application.Enrolments.Messages;

/// <summary>Where a person can put right what an activity was chosen by.</summary>
public enum Correction
{
    /// <summary>With <c>PUT /enrolments/{id}/profile</c>.</summary>
    Profile,

    /// <summary>With <c>PUT /enrolments/{id}/goal</c>.</summary>
    Goal,

    /// <summary>With <c>PUT /enrolments/{id}/quit-date</c>.</summary>
    QuitDate,

    /// <summary>By completing the activity again, while it is open.</summary>
    Activity,

    /// <summary>By filling in the questionnaire again.</summary>
    Assessment,
}

/// <summary>Something that an activity was chosen by.</summary>
/// <param name="Fact">Stable word: a question of the profile, or what the service knows.</param>
/// <param name="Label">The question, or what it is, in words for the person.</param>
/// <param name="CorrectWith">Where the person can put it right; absent for what they did here, and for an answer in an activity that has closed.</param>
public sealed record ReasonResponse(string Fact, string Label, Correction? CorrectWith);
