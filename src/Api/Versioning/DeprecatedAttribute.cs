using System.Globalization;
using Microsoft.AspNetCore.Mvc.Filters;

namespace MobileBackend.Api.Versioning;

/// <summary>
/// An operation that clients are to leave: its answers carry <c>Deprecation</c> (RFC 9745) and <c>Sunset</c> (RFC 8594), and the
/// published document marks it.
/// </summary>
/// <param name="since">Day from which it is deprecated, <c>YYYY-MM-DD</c>, midnight UTC.</param>
/// <param name="sunset">Day from which it may be gone, <c>YYYY-MM-DD</c>, midnight UTC.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class DeprecatedAttribute(string since, string sunset) : Attribute, IResourceFilter
{
    private readonly string _deprecation = string.Create(CultureInfo.InvariantCulture, $"@{Midnight(since).ToUnixTimeSeconds()}");
    private readonly string _sunset = Midnight(sunset).ToString("R", CultureInfo.InvariantCulture);

    public string Since => since;

    public string Sunset => sunset;

    public void OnResourceExecuting(ResourceExecutingContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.HttpContext.Response.Headers["Deprecation"] = _deprecation;
        context.HttpContext.Response.Headers["Sunset"] = _sunset;
    }

    public void OnResourceExecuted(ResourceExecutedContext context)
    {
    }

    private static DateTimeOffset Midnight(string day) =>
        DateTimeOffset.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
}
