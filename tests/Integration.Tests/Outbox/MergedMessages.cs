using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using MobileBackend.Infrastructure.Persistence;
using MobileBackend.Simulators.Extranet;
using MobileBackend.TestKit;

namespace MobileBackend.Integration.Tests.Outbox;

/// <summary>How many messages will never be sent: whether a change finds the one before it untried is the dispatcher's to decide.</summary>
internal static class MergedMessages
{
    /// <summary>Of all call backs.</summary>
    public static Task<int> ReadAsync(ApiHost api) =>
        api.WithServiceAsync((AppDbContext context) => context.CallbackRequests.SumAsync(request => request.MergedMessages));

    /// <summary>Those call backs of which the extranet never hears.</summary>
    public static Task<List<string>> UnheardOfAsync(ApiHost api) => api.WithServiceAsync(async (AppDbContext context) =>
        (await context.CallbackRequests.Where(request => request.MergedMessages == request.MessageCount).Select(request => request.Id).ToListAsync())
            .ConvertAll(id => id.Value.ToString()));

    /// <summary>The start of the reserved slot that a message names; null in a cancellation.</summary>
    public static DateTimeOffset? SlotOf(ExtranetMessage message) =>
        (DateTimeOffset?)JsonNode.Parse(message.Body)!["callback"]!["reservedSlot"]?["startsAt"];
}
