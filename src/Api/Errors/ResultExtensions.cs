using Microsoft.AspNetCore.Mvc;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Errors;

/// <summary>Turns outcomes into HTTP answers.</summary>
public static class ResultExtensions
{
    /// <summary>204, or the error.</summary>
    public static ActionResult ToActionResult(this Result result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.IsFailure ? new ProblemResult(result.Error) : new NoContentResult();
    }

    /// <summary>200 with the value, or the error.</summary>
    public static ActionResult ToActionResult<T>(this Result<T> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        return result.IsFailure ? new ProblemResult(result.Error) : new OkObjectResult(result.Value);
    }

    /// <summary>201 with the value and its <c>Location</c>, or the error.</summary>
    /// <param name="result">The outcome.</param>
    /// <param name="location">Path of what was created, such as <c>/api/v1/callback-requests/{id}</c>.</param>
    public static ActionResult ToCreatedResult<T>(this Result<T> result, Func<T, string> location)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(location);
        return result.IsFailure ? new ProblemResult(result.Error) : new CreatedResult(location(result.Value), result.Value);
    }
}
