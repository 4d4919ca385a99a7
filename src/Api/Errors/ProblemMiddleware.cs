using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Domain.Common;

namespace MobileBackend.Api.Errors;

/// <summary>
/// The one exception handler, and the body of every bare error status. An exception is logged by its type and stack, never by its
/// message: those of serializers and databases quote what people wrote.
/// </summary>
internal sealed partial class ProblemMiddleware(RequestDelegate next, IProblemWriter problems, ILogger<ProblemMiddleware> logger)
{
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
            if (context.Response is { HasStarted: false, StatusCode: >= StatusCodes.Status400BadRequest, ContentType: null, ContentLength: null })
            {
                await problems.WriteAsync(context, ErrorPresentation.ForStatus(context.Response.StatusCode));
            }
        }
        catch (Exception) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client went away: nobody is left to answer, and nothing went wrong here. The status is for the access log alone.
            if (!context.Response.HasStarted)
            {
                context.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
            }
        }
        catch (Exception exception)
        {
            await AnswerAsync(context, exception);
        }
    }

    private Task AnswerAsync(HttpContext context, Exception exception)
    {
        var error = exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => ApiErrors.TooLarge,
            BadHttpRequestException => ApiErrors.MalformedJson,
            _ when IsPassing(exception) => CommonErrors.Overloaded,
            _ => ApiErrors.Internal,
        };
        if (error == CommonErrors.Overloaded)
        {
            LogPassing(Types(exception));
        }
        else if (error == ApiErrors.Internal)
        {
            LogBug(Types(exception), string.Join("\n---\n", Chain(exception).Select(inner => inner.StackTrace)));
        }

        if (!context.Response.HasStarted)
        {
            // What was prepared for a success goes; headers that are set when the answer starts (security, CORS, limits) stay.
            context.Response.Clear();
        }

        return problems.WriteAsync(context, error);
    }

    /// <summary>The database cannot be reached, is busy, or had no connection to give in time: the same request may succeed in a moment.</summary>
    private static bool IsPassing(Exception exception) =>
        Chain(exception).Any(inner => inner is TimeoutException or UnknownCommitException or RetryLimitExceededException or DbException { IsTransient: true }
            || IsPassingSqlite(inner));

    /// <summary>
    /// SQLITE_BUSY and SQLITE_LOCKED, which the provider does not call transient, and SQLITE_IOERR and SQLITE_FULL: a disk that is full or
    /// away is the operator's to mend, and no bug.
    /// </summary>
    private static bool IsPassingSqlite(Exception exception) => exception is Microsoft.Data.Sqlite.SqliteException { SqliteErrorCode: 5 or 6 or 10 or 13 };

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            yield return inner;
        }
    }

    private static string Types(Exception exception) => string.Join(" < ", Chain(exception).Select(inner => inner.GetType().Name));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Answered 503: {ExceptionTypes}")]
    private partial void LogPassing(string exceptionTypes);

    [LoggerMessage(Level = LogLevel.Error, Message = "A bug: {ExceptionTypes}\n{Stack}")]
    private partial void LogBug(string exceptionTypes, string stack);
}
