using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobileBackend.Domain.CallbackRequests;
using MobileBackend.Domain.Proofs;
using MobileBackend.Infrastructure.Persistence.Converters;

namespace MobileBackend.Infrastructure.CallbackRequests;

internal sealed class CallbackStoredTypes : IStoredTypes
{
    public void Apply(ModelConfigurationBuilder builder, bool hasInstants)
    {
        if (hasInstants)
        {
            builder.Properties<CallbackSlot>().HaveConversion<CallbackSlotConverter>();
        }
        else
        {
            builder.Properties<CallbackSlot>().HaveConversion<CallbackSlotMicrosecondsConverter>();
        }
    }
}

internal sealed class CallbackSlotConverter() : ValueConverter<CallbackSlot, DateTimeOffset>(slot => slot.StartsAt, value => new CallbackSlot(value));

internal sealed class CallbackSlotMicrosecondsConverter() : ValueConverter<CallbackSlot, long>(
    slot => UnixMicrosecondsConverter.Of(slot.StartsAt), value => new CallbackSlot(UnixMicrosecondsConverter.From(value)));

internal sealed class AttemptOutcomeConverter() : StoredWordsConverter<AttemptOutcome>(
    (AttemptOutcome.Reached, "Reached"),
    (AttemptOutcome.NoAnswer, "NoAnswer"),
    (AttemptOutcome.Declined, "Declined"),
    (AttemptOutcome.WrongNumber, "WrongNumber"));

internal sealed class CallbackChannelConverter() : StoredWordsConverter<CallbackChannel>(
    (CallbackChannel.App, "App"),
    (CallbackChannel.Site, "Site"),
    (CallbackChannel.Partner, "Partner"));

internal sealed class CallbackServiceConverter() : StoredWordsConverter<CallbackService>((CallbackService.Tis, "Tis"));

internal sealed class CallbackStatusConverter() : StoredWordsConverter<CallbackStatus>(
    (CallbackStatus.Pending, "Pending"),
    (CallbackStatus.Queued, "Queued"),
    (CallbackStatus.Reached, "Reached"),
    (CallbackStatus.Unreachable, "Unreachable"),
    (CallbackStatus.Declined, "Declined"),
    (CallbackStatus.Cancelled, "Cancelled"));

internal sealed class CallerProofConverter() : StoredWordsConverter<CallerProof>(
    (CallerProof.None, "none"), (CallerProof.Challenge, "challenge"), (CallerProof.App, "app"));
