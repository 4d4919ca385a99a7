using FluentValidation;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Programmes;
using MobileBackend.Domain.Common;
using MobileBackend.Domain.Enrolments;
using MobileBackend.Domain.Enrolments.Planning;
using MobileBackend.Domain.Programmes.Definitions;

namespace MobileBackend.Application.Enrolments.Journeys;

/// <summary>Begins a programme.</summary>
/// <param name="Programme">Its slug.</param>
/// <param name="Goal">What the person wants.</param>
/// <param name="QuitDate">Only for quitting; one is proposed where it is absent.</param>
/// <param name="Profile">What they tell of themselves, by question.</param>
/// <param name="Messaging">How they want to hear; as is usual (<see cref="Domain.Enrolments.Planning.Messaging.Usual"/>) where it is absent.</param>
/// <param name="AtLeast15">They say that they are 15 or older.</param>
/// <param name="HealthDataConsent">To what they tell being kept, to coach them.</param>
public sealed record EnrolCommand(
    string? Programme,
    GoalKind? Goal,
    DateOnly? QuitDate,
    IReadOnlyDictionary<string, AnswerInput>? Profile,
    MessagingWish? Messaging,
    bool AtLeast15,
    bool HealthDataConsent) : ICommand<Result<EnrolmentResponse>>, IIdempotentCommand
{
    /// <summary>Never the content.</summary>
    public override string ToString() => nameof(EnrolCommand);
}

/// <summary>How a person wants to hear from a programme.</summary>
/// <param name="Frequency">How often.</param>
/// <param name="PreferredTime">When, on their own clock.</param>
public sealed record MessagingWish(MessageFrequency? Frequency, TimeOnly? PreferredTime)
{
    internal Messaging ToMessaging() => new(Frequency ?? Messaging.Usual.Frequency, PreferredTime ?? Messaging.Usual.PreferredTime);
}

internal sealed class MessagingWishValidator : AbstractValidator<MessagingWish>
{
    public MessagingWishValidator()
    {
        RuleFor(wish => wish.Frequency).NotNull();
        RuleFor(wish => wish.PreferredTime).NotNull();
        RuleFor(wish => wish.PreferredTime).InclusiveBetween(Delivery.Earliest, Delivery.Latest)
            .WithMessage(_ => EnrolmentErrors.PreferredTime.Text.ToString());
    }
}

internal sealed class EnrolValidator : AbstractValidator<EnrolCommand>
{
    private static readonly LocalizedText TooYoung = new(
        "Cet accompagnement est fait pour les personnes de 15 ans et plus. Avant, le 39 89 vous répond aussi, et Fil santé jeunes au 0 800 235 236.",
        "This programme is for people of 15 and over. Younger people can call 39 89 too, or Fil santé jeunes on 0 800 235 236.");

    private static readonly LocalizedText ConsentNeeded = new(
        "Pour vous accompagner, nous avons besoin de votre accord pour garder ce que vous nous direz. Vous pourrez le retirer à tout moment.",
        "To coach you we need your consent to keep what you tell us. You can withdraw it at any time.");

    public EnrolValidator()
    {
        RuleFor(command => command.Programme).NotEmpty();
        RuleFor(command => command.Goal).NotNull();
        RuleFor(command => command.Profile).NotNull();
        RuleFor(command => command.Messaging).SetValidator(new MessagingWishValidator()!);
        RuleFor(command => command.AtLeast15).Equal(true).WithMessage(_ => TooYoung.ToString());
        RuleFor(command => command.HealthDataConsent).Equal(true).WithMessage(_ => ConsentNeeded.ToString());
    }
}

internal sealed class EnrolHandler(IProgrammeCatalogue programmes, OwnEnrolments own, EnrolmentRecorder recorder)
    : ICommandHandler<EnrolCommand, Result<EnrolmentResponse>>
{
    public async Task<Result<EnrolmentResponse>> Handle(EnrolCommand command, CancellationToken cancellationToken)
    {
        if (programmes.Find(command.Programme!) is not { } programme)
        {
            return EnrolmentErrors.UnknownProgramme.At("programme");
        }

        var profile = ProfileAnswers.Parse(programme.Questions, command.Profile!, requireAll: true);
        if (profile.IsFailure)
        {
            return profile.Error;
        }

        var messaging = (command.Messaging ?? new MessagingWish(null, null)).ToMessaging();
        var begun = await own.BeginAsync(
            programme,
            (id, today) => EnrolmentState.Begin(id, programme, command.Goal!.Value, command.QuitDate, profile.Value, messaging, today),
            cancellationToken);
        return begun.Map(open => EnrolmentResponse.From(recorder.Record(open)));
    }
}
