using System.Text.Json;
using Microsoft.AspNetCore.Http;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Firebase;

/// <summary>
/// An error as FCM's HTTP v1 API writes it (https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode): what comes from
/// FCM itself has a detail with its code, what comes from Google's front (credentials, permissions, JSON) has none.
/// </summary>
internal sealed record FcmError(int Status, string Message, string Code, string? FcmCode = null) : IReply
{
    private const string Domain = "googleapis.com";
    private const string Service = "fcm.googleapis.com";

    /// <summary>Of a <c>google.rpc.BadRequest</c>: the member at fault and what is wrong with it.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Violations { get; init; } = [];

    /// <summary>Of a <c>google.rpc.ErrorInfo</c>.</summary>
    public string? Reason { get; init; }

    public bool HasMessage => false;

    /// <summary>The code of FCM, or the status of Google's front.</summary>
    public string Outcome => FcmCode ?? Code;

    public static FcmError Unregistered { get; } = new(404, "Requested entity was not found.", "NOT_FOUND", "UNREGISTERED");

    /// <summary>No code of FCM: the project is not there, and no phone is at fault.</summary>
    public static FcmError BareNotFound { get; } = new(404, "Requested entity was not found.", "NOT_FOUND");

    public static FcmError InvalidToken { get; } = new(
        400, "The registration token is not a valid FCM registration token", "INVALID_ARGUMENT", "INVALID_ARGUMENT");

    public static FcmError SenderIdMismatch { get; } = new(403, "SenderId mismatch", "PERMISSION_DENIED", "SENDER_ID_MISMATCH");

    public static FcmError QuotaExceeded { get; } = new(
        429,
        "Quota exceeded for quota metric 'Send requests' and limit 'Send requests per minute' of service 'fcm.googleapis.com'.",
        "RESOURCE_EXHAUSTED",
        "QUOTA_EXCEEDED");

    public static FcmError Unavailable { get; } = new(503, "The service is currently unavailable.", "UNAVAILABLE", "UNAVAILABLE");

    public static FcmError Internal { get; } = new(500, "Internal error encountered.", "INTERNAL", "INTERNAL");

    public static FcmError ThirdPartyAuthError { get; } = new(401, "Auth error from APNS or Web Push Service", "UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR");

    public static FcmError Forbidden { get; } = new(
        403, "Permission 'cloudmessaging.messages.create' denied on resource (or it may not exist).", "PERMISSION_DENIED")
    { Reason = "IAM_PERMISSION_DENIED" };

    public static FcmError CredentialsMissing { get; } = new(
        401,
        "Request is missing required authentication credential. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
        "UNAUTHENTICATED")
    { Reason = "CREDENTIALS_MISSING" };

    public static FcmError Unauthorized { get; } = new(
        401,
        "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential.",
        "UNAUTHENTICATED")
    { Reason = "ACCESS_TOKEN_TYPE_UNSUPPORTED" };

    /// <summary>A message that FCM read and refuses, and the member at fault.</summary>
    public static FcmError InvalidPayload(string field, string description) =>
        new(400, description, "INVALID_ARGUMENT", "INVALID_ARGUMENT") { Violations = [new(field, description)] };

    /// <summary>JSON that is no message, refused by Google's front before FCM sees it.</summary>
    public static FcmError InvalidJson(string field, string description) =>
        new(400, description, "INVALID_ARGUMENT") { Violations = [new(field, description)] };

    public byte[] ToJson()
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteStartObject("error");
            writer.WriteNumber("code", Status);
            writer.WriteString("message", Message);
            writer.WriteString("status", Code);
            WriteDetails(writer);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return json.ToArray();
    }

    public async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var body = ToJson();
        response.StatusCode = Status;
        response.ContentType = "application/json; charset=UTF-8";
        response.ContentLength = body.Length;
        if (this == Unauthorized || this == CredentialsMissing)
        {
            var known = this == Unauthorized ? ", error=\"invalid_token\"" : string.Empty;
            response.Headers.WWWAuthenticate = $"Bearer realm=\"https://accounts.google.com/\"{known}";
        }

        await response.Body.WriteAsync(body, cancellationToken);
    }

    private void WriteDetails(Utf8JsonWriter writer)
    {
        if (FcmCode is null && Violations.Count == 0 && Reason is null)
        {
            return;
        }

        writer.WriteStartArray("details");
        if (FcmCode is not null)
        {
            writer.WriteStartObject();
            writer.WriteString("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError");
            writer.WriteString("errorCode", FcmCode);
            writer.WriteEndObject();
        }

        if (Violations.Count > 0)
        {
            WriteViolations(writer);
        }

        if (Reason is not null)
        {
            writer.WriteStartObject();
            writer.WriteString("@type", "type.googleapis.com/google.rpc.ErrorInfo");
            writer.WriteString("reason", Reason);
            writer.WriteString("domain", Domain);
            writer.WriteStartObject("metadata");
            writer.WriteString("service", Service);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteViolations(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteString("@type", "type.googleapis.com/google.rpc.BadRequest");
        writer.WriteStartArray("fieldViolations");
        foreach (var (field, description) in Violations)
        {
            writer.WriteStartObject();
            if (field.Length > 0)
            {
                writer.WriteString("field", field);
            }

            writer.WriteString("description", description);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
