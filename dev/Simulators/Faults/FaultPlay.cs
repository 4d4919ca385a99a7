using System.Text;
using Microsoft.AspNetCore.Http;
using MobileBackend.Simulators.Hosting;

namespace MobileBackend.Simulators.Faults;

/// <summary>Carries out a step on one exchange.</summary>
internal static class FaultPlay
{
    private static readonly byte[] Padding = [.. Enumerable.Repeat((byte)'.', 64 * 1024)];

    /// <param name="http">The exchange; over HTTP/2 a cut ends its stream, not the connection that others share.</param>
    /// <param name="step">What happens to it.</param>
    /// <param name="clock">Of the waits.</param>
    /// <param name="honest">Checks and stores as if there were no fault.</param>
    /// <param name="answered">Told of the status before it is written, or of its lack.</param>
    /// <param name="over">The client has left or the simulator stops.</param>
    public static async Task AnswerAsync(
        HttpContext http, FaultStep step, TimeProvider clock, Func<ValueTask<IReply>> honest, Action<int?> answered, CancellationToken over)
    {
        if (!step.Stores)
        {
            await WaitAsync(step.Delay, clock, over);
        }

        if (step.Stores || step.Ending == FaultEnding.Pass)
        {
            var reply = await honest();
            if (step.Stores)
            {
                await WaitAsync(step.Delay, clock, over);
            }

            // A message that the service refuses has nothing to be stored, so the refusal is told whatever the script says.
            if (step.Ending == FaultEnding.Pass || !reply.HasMessage)
            {
                answered(reply.Status);
                await reply.WriteAsync(http.Response, over);
                return;
            }
        }

        switch (step.Ending)
        {
            case FaultEnding.Answer:
                answered(step.Status);
                await WriteAsync(http.Response, step, over);
                break;
            case FaultEnding.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, over);
                break;
            default:
                answered(null);
                http.Abort();
                break;
        }
    }

    private static Task WaitAsync(TimeSpan delay, TimeProvider clock, CancellationToken over) =>
        delay > TimeSpan.Zero ? Task.Delay(delay, clock, over) : Task.CompletedTask;

    private static async Task WriteAsync(HttpResponse response, FaultStep step, CancellationToken over)
    {
        response.StatusCode = step.Status;
        response.Headers.RetryAfter = step.RetryAfter;
        response.Headers.Location = step.Location;
        response.ContentType = step.ContentType;
        if (step.Status is StatusCodes.Status204NoContent or StatusCodes.Status304NotModified)
        {
            return;
        }

        if (step.Body is not null)
        {
            await response.Body.WriteAsync(Encoding.UTF8.GetBytes(step.Body), over);
        }

        for (var left = step.BodyBytes; left > 0; left -= Padding.Length)
        {
            await response.Body.WriteAsync(Padding.AsMemory(0, Math.Min(left, Padding.Length)), over);
        }
    }
}
