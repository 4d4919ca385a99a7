namespace MobileBackend.Api.OpenApi;

/// <summary>The answer of this operation also comes as an HTML page, to whoever prefers <c>text/html</c>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class AlsoAsPageAttribute : Attribute;
