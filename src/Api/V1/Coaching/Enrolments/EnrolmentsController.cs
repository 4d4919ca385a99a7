using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using MobileBackend.Api.Errors;
using MobileBackend.Api.Idempotency;
using MobileBackend.Api.OpenApi;
using MobileBackend.Api.Security;
using MobileBackend.Application.Coaching;
using MobileBackend.Application.Coaching.Enrolments;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Common.Paging;

namespace MobileBackend.Api.V1.Coaching.Enrolments;

/// <summary>A person's own way through a programme.</summary>
[Route("api/v{version:apiVersion}/enrolments")]
[Tags("E-coaching")]
[Authorize(Policies.Device)]
public sealed class EnrolmentsController(IDispatcher dispatcher) : ApiController
{
    /// <summary>Begins a programme.</summary>
    /// <remarks>One enrolment a programme; a person may follow both. The first day is planned at once.</remarks>
    /// <param name="body">What the person wants and tells of themselves.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost]
    [Idempotent]
    [ProblemCodes("already-enrolled")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Enrol(EnrolBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(), cancellationToken)).ToCreatedResult(enrolment => $"/api/v1/enrolments/{enrolment.Id}");

    /// <summary>Lists what the caller takes part in, oldest first.</summary>
    /// <remarks>At most one a programme, and so always one page.</remarks>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet]
    [ProducesResponseType<Page<EnrolmentResponse>>(StatusCodes.Status200OK)]
    public async Task<IActionResult> List(CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetMyEnrolmentsQuery(), cancellationToken)).ToActionResult();

    /// <summary>Reads one of the caller's own enrolments.</summary>
    /// <remarks>Someone else's answers 404, as one that does not exist does.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Get(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetMyEnrolmentQuery(id), cancellationToken)).ToActionResult();

    /// <summary>Reads the programme in the version that the person follows.</summary>
    /// <remarks>
    /// <c>/programmes/{slug}</c> is what people begin with now; whoever began before goes on with theirs, and is asked its <c>profileQuestions</c>.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}/programme")]
    [ProducesResponseType<ProgrammeResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Programme(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetProgrammeOfEnrolmentQuery(id), cancellationToken)).ToActionResult();

    /// <summary>Reads what is there for the person today.</summary>
    /// <remarks>Their own today, by the device's time zone: the activities with why each was chosen, what is still open of earlier days, and what people have promised.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}/today")]
    [ProducesResponseType<TodayResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Today(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetTodayQuery(id), cancellationToken)).ToActionResult();

    /// <summary>Reads the person's days, past and ahead.</summary>
    /// <remarks>What lies ahead is what would come if nothing changed, up to 30 days; beyond that only the phase is told.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="from">First day; a week ago where it is absent.</param>
    /// <param name="days">1 to 60; 21 where it is absent.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}/timeline")]
    [ProducesResponseType<TimelineResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Timeline(
        Guid id,
        DateOnly? from,
        [QueryBounds(1, GetTimelineQuery.MostDays, whereAbsent: GetTimelineQuery.UsualDays)] int? days,
        CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetTimelineQuery(id, from, days), cancellationToken)).ToActionResult();

    /// <summary>Reads what the person has gained.</summary>
    /// <remarks>By their own days. A lapse is subtracted, and nothing is ever below zero; only a relapse, or a date put off once it has begun, begins a new count.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="at">The instant asked about, past or ahead; now where it is absent.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpGet("{id:guid}/benefits")]
    [ProducesResponseType<BenefitsResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Benefits(Guid id, DateTimeOffset? at, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new GetBenefitsQuery(id, at), cancellationToken)).ToActionResult();

    /// <summary>Sets or moves the quit date.</summary>
    /// <remarks>
    /// Only what is neither done nor sent is planned anew. After a relapse it opens the next attempt; so does putting off, to a day ahead, a date since which there have been
    /// days: they stay, among the <c>closedAttempts</c>, and setting the former date again the same day takes it back. Where the weeks of a programme leave no room for the
    /// date, they begin again.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The date.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/quit-date")]
    [ProblemCodes("not-quitting")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> SetQuitDate(Guid id, QuitDateBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetQuitDateCommand(id, body.QuitDate), cancellationToken)).ToActionResult();

    /// <summary>Changes what the person wants.</summary>
    /// <remarks>The phases of the new goal begin today; what was done and told stays.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The goal.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/goal")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> SetGoal(Guid id, GoalBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetGoalCommand(id, body.Goal, body.QuitDate), cancellationToken)).ToActionResult();

    /// <summary>Replaces what the person told of themselves.</summary>
    /// <remarks>All of it: what is absent is forgotten. What was chosen by it and is neither done nor sent is chosen anew.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The profile.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/profile")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> SetProfile(Guid id, ProfileBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetProfileCommand(id, ProfileValue.ToInputs(body.Profile)), cancellationToken)).ToActionResult();

    /// <summary>Changes how the person wants to hear.</summary>
    /// <remarks>Quiet hours and the ceiling of messages a day are settings of the device, and hold for all senders.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">How.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/messaging")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> SetMessaging(Guid id, MessagingBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetMessagingCommand(id, body.ToWish()), cancellationToken)).ToActionResult();

    /// <summary>Sets what the person saves for.</summary>
    /// <remarks>How far they are is among their benefits.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">What it is and what it costs.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/savings-goal")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> SetSavingsGoal(Guid id, SavingsGoalBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new SetSavingsGoalCommand(id, body.Label, body.Cents), cancellationToken)).ToActionResult();

    /// <summary>Pauses a programme.</summary>
    /// <remarks>Nothing is offered or sent until the person resumes. Again it changes nothing.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/pause")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Pause(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new PauseEnrolmentCommand(id), cancellationToken)).ToActionResult();

    /// <summary>Resumes a programme.</summary>
    /// <remarks>It goes on where the person is now: days go by during a pause too.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/resume")]
    [ProducesResponseType<EnrolmentResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Resume(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new ResumeEnrolmentCommand(id), cancellationToken)).ToActionResult();

    /// <summary>Leaves a programme and withdraws the consent.</summary>
    /// <remarks>All that was kept for it is erased at once and for good. The device and everything else stay; the person may begin anew.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/withdrawal")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> Withdraw(Guid id, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new WithdrawFromProgrammeCommand(id), cancellationToken)).ToActionResult();

    /// <summary>Notes that an activity was done.</summary>
    /// <remarks>
    /// One that was offered and is still open. Again it changes nothing but the answers: whoever repeats a request after midnight sends <c>offeredOn</c>. Where the words show
    /// danger, <c>urgentHelp</c> holds lines to call now, in a refusal too.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="activityKey">The activity.</param>
    /// <param name="body">Answers to what it asks.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/activities/{activityKey}/completion")]
    [ProblemCodes("activity-closed")]
    [ProducesResponseType<CompletionResponse>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> Complete(Guid id, string activityKey, CompletionBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new CompleteActivityCommand(id, activityKey, body.OfferedOn, ProfileValue.ToInputs(body.Answers)), cancellationToken)).ToActionResult();

    /// <summary>Writes an entry of the diary.</summary>
    /// <remarks>Entries of one day add up. Where the words show danger, <c>urgentHelp</c> holds lines to call now, in a refusal too.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The entry.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/diary-entries")]
    [Idempotent]
    [ProducesResponseType<DiaryEntryResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> WriteDiary(Guid id, DiaryEntryBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(id), cancellationToken)).ToCreatedResult(_ => $"/api/v1/enrolments/{id}/timeline");

    /// <summary>Takes an entry of the diary back that was written by mistake.</summary>
    /// <remarks>What else was written for that day stays; without anything else, nothing is known of the day.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="entryId">The entry.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpDelete("{id:guid}/diary-entries/{entryId:guid}")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> TakeBackDiaryEntry(Guid id, Guid entryId, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new TakeBackDiaryEntryCommand(id, entryId), cancellationToken)).ToActionResult();

    /// <summary>Asks for help with a craving.</summary>
    /// <remarks>
    /// Answers at once with what fits the trigger, the place and what helped before; then whom to turn to if the craving holds. Where the words show danger,
    /// <c>urgentHelp</c> holds lines to call now, in a refusal too.
    /// </remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">The craving.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/cravings")]
    [Idempotent]
    [ProducesResponseType<CravingResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Crave(Guid id, CravingBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(id), cancellationToken)).ToCreatedResult(_ => $"/api/v1/enrolments/{id}/timeline");

    /// <summary>Tells how a craving ended.</summary>
    /// <remarks>What helped is offered first the next time. Again it replaces what was told.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="cravingId">The craving.</param>
    /// <param name="body">How it ended.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPut("{id:guid}/cravings/{cravingId:guid}/outcome")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    public async Task<IActionResult> EndCraving(Guid id, Guid cravingId, CravingOutcomeBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new EndCravingCommand(id, cravingId, body.Tool, body.Resisted), cancellationToken)).ToActionResult();

    /// <summary>Tells of a lapse or a relapse.</summary>
    /// <remarks>A lapse keeps every counter and brings a short recovery track, today. A relapse ends the attempt; what it reached stays.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="body">What happened.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpPost("{id:guid}/lapses")]
    [Idempotent]
    [ProblemCodes("not-quitting")]
    [ProducesResponseType<LapseResponse>(StatusCodes.Status201Created)]
    [ProducesResponseType(StatusCodes.Status400BadRequest)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    [ProducesResponseType(StatusCodes.Status422UnprocessableEntity)]
    public async Task<IActionResult> Lapse(Guid id, LapseBody body, CancellationToken cancellationToken) =>
        (await dispatcher.Send(body.ToCommand(id), cancellationToken)).ToCreatedResult(_ => $"/api/v1/enrolments/{id}/timeline");

    /// <summary>Takes a lapse or relapse back that was told by mistake.</summary>
    /// <remarks>A lapse while its attempt goes on; a relapse until another attempt or goal has begun: the attempt goes on as if it had never ended.</remarks>
    /// <param name="id">The enrolment.</param>
    /// <param name="lapseId">The lapse or relapse.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    [HttpDelete("{id:guid}/lapses/{lapseId:guid}")]
    [ProblemCodes("cannot-be-taken-back")]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    [ProducesResponseType(StatusCodes.Status404NotFound)]
    [ProducesResponseType(StatusCodes.Status409Conflict)]
    public async Task<IActionResult> TakeBackLapse(Guid id, Guid lapseId, CancellationToken cancellationToken) =>
        (await dispatcher.Send(new TakeBackLapseCommand(id, lapseId), cancellationToken)).ToActionResult();
}
