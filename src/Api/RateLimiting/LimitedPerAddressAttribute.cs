namespace MobileBackend.Api.RateLimiting;

/// <summary>A public endpoint that costs more than a read, and has a limit of its own per address beside the general one.</summary>
/// <param name="limit"><see cref="Registration"/> or <see cref="Tokens"/>.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LimitedPerAddressAttribute(string limit) : Attribute
{
    public const string Registration = "registration";

    public const string Tokens = "tokens";

    public string Limit => limit;
}

/// <summary>An endpoint without limits: whoever watches over the service must always get an answer.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class UnlimitedAttribute : Attribute;
