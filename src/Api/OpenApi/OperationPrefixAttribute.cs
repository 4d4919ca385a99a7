namespace MobileBackend.Api.OpenApi;

/// <summary>
/// The first word of the operation ids of a controller, where it is not the controller's own name. Generated clients name their methods by these ids, so
/// that splitting a controller must not change them.
/// </summary>
/// <param name="prefix">camelCase.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OperationPrefixAttribute(string prefix) : Attribute
{
    public string Prefix => prefix;
}
