namespace MobileBackend.Api.Security;

/// <summary>An action to which a follow-up token may come beside the credential that counts: it shows what else is the caller's own.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FollowUpBesideAttribute : Attribute;
