namespace MobileBackend.Api.Security;

/// <summary>
/// Who may call what. Every endpoint names one of these or allows anonymous callers; anything else is refused by the closed fallback
/// policy. The committed list endpoint × policy is <c>tests/Unit.Tests/Architecture/endpoint-policies.txt</c>.
/// </summary>
public static class Policies
{
    /// <summary>An app, for its own resources.</summary>
    public const string Device = "device";

    /// <summary>An app, or a key with the scope <c>callbacks:write</c>.</summary>
    public const string CallbackWriter = "callback-writer";

    /// <summary>An app, a secret key with the scope <c>callbacks:write</c>, or the follow-up token of the call back.</summary>
    public const string CallbackOwner = "callback-owner";

    /// <summary>A follow-up token, for the one thing it opens.</summary>
    public const string FollowUp = "follow-up";

    /// <summary>The call centre's extranet.</summary>
    public const string Extranet = "extranet";

    /// <summary>Staff: <c>administrator</c>.</summary>
    public const string Administrator = "administrator";

    /// <summary>Staff: <c>content-editor</c>.</summary>
    public const string ContentEditor = "content-editor";

    /// <summary>Staff: <c>supervisor</c>.</summary>
    public const string Supervisor = "supervisor";

    /// <summary>Staff: <c>administrator</c> or <c>supervisor</c>.</summary>
    public const string Supervision = "supervision";
}
