using System.Text;
using MobileBackend.Simulators.Faults;

namespace MobileBackend.Simulators.Firebase;

/// <summary>FCM's errors as steps of a script, with the bodies that it sends; <see cref="FaultStep"/> has what goes wrong on the way.</summary>
public static class FcmFault
{
    /// <summary>404: the app was removed from the phone, or the token has ended.</summary>
    public static FaultStep Unregistered { get; } = Step("UNREGISTERED", FcmError.Unregistered);

    /// <summary>400 without a member at fault: the token is malformed.</summary>
    public static FaultStep InvalidToken { get; } = Step("INVALID_TOKEN", FcmError.InvalidToken);

    /// <summary>400 for a malformed token in FCM's older form, still documented: it names <c>message.token</c> as the member at fault.</summary>
    public static FaultStep InvalidTokenByField { get; } = Step(
        "INVALID_TOKEN_FIELD",
        FcmError.InvalidToken with { Message = "Request contains an invalid argument.", Violations = [new("message.token", "Invalid registration token")] });

    /// <summary>400 with the member at fault: the message is wrong, whoever it is for.</summary>
    public static FaultStep InvalidPayload { get; } = Step("INVALID_PAYLOAD", FcmError.InvalidPayload("message.android.ttl", "Invalid TTL"));

    /// <summary>403: the token belongs to another project.</summary>
    public static FaultStep SenderIdMismatch { get; } = Step("SENDER_ID_MISMATCH", FcmError.SenderIdMismatch);

    /// <summary>500.</summary>
    public static FaultStep Internal { get; } = Step("INTERNAL", FcmError.Internal);

    /// <summary>401: the APNs key or certificate of the project is wrong.</summary>
    public static FaultStep ThirdPartyAuthError { get; } = Step("THIRD_PARTY_AUTH_ERROR", FcmError.ThirdPartyAuthError);

    /// <summary>401 without a code of FCM: the access token is refused.</summary>
    public static FaultStep PlainUnauthorized { get; } = Step("UNAUTHENTICATED", FcmError.Unauthorized);

    /// <summary>403 without a code of FCM: no right on the project.</summary>
    public static FaultStep PlainForbidden { get; } = Step("PERMISSION_DENIED", FcmError.Forbidden);

    /// <summary>404 without a code of FCM: no such project.</summary>
    public static FaultStep BareNotFound { get; } = Step("NOT_FOUND", FcmError.BareNotFound);

    /// <summary>The steps that <c>{ "error": … }</c> of a script in JSON names.</summary>
    internal static IReadOnlyDictionary<string, FaultStep> ByName { get; } = new[]
    {
        Unregistered, InvalidToken, InvalidTokenByField, InvalidPayload, SenderIdMismatch, QuotaExceeded(), Unavailable(), Internal, ThirdPartyAuthError,
        PlainUnauthorized, PlainForbidden, BareNotFound,
    }.ToDictionary(step => step.Name!);

    /// <summary>429.</summary>
    /// <param name="retryAfter">Of the header, whole seconds; without it a client is to wait a minute.</param>
    public static FaultStep QuotaExceeded(TimeSpan? retryAfter = null) => WithRetryAfter(Step("QUOTA_EXCEEDED", FcmError.QuotaExceeded), retryAfter);

    /// <summary>503.</summary>
    /// <param name="retryAfter">Of the header, whole seconds.</param>
    public static FaultStep Unavailable(TimeSpan? retryAfter = null) => WithRetryAfter(Step("UNAVAILABLE", FcmError.Unavailable), retryAfter);

    private static FaultStep Step(string name, FcmError error) =>
        FaultStep.Answer(error.Status).WithBody(Encoding.UTF8.GetString(error.ToJson()), "application/json; charset=UTF-8").Named(name);

    private static FaultStep WithRetryAfter(FaultStep step, TimeSpan? retryAfter) => retryAfter is { } wait ? step.WithRetryAfter(wait) : step;
}
