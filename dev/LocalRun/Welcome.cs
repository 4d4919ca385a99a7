using Microsoft.Extensions.DependencyInjection;
using MobileBackend.Application.Common.Messaging;
using MobileBackend.Application.Partners;
using MobileBackend.Domain.Partners;

namespace MobileBackend.LocalRun;

/// <summary>Tells the developer what runs where, with a key to try it.</summary>
internal static class Welcome
{
    public static async Task PrintAsync(IServiceProvider services, string api, Uri extranet, Uri phones)
    {
        var key = await IssueDemoKeyAsync(services);
        Console.WriteLine($"""

            The service     {api}
            Its contract    {api}/docs
            The extranet    {extranet} (simulated: what arrived in the call centre's queue)
            The phones      {phones} (simulated: what Firebase would have them show)
            A demo key, for the calls of the README (secret, scope callbacks:write, a new one at each start):
            KEY={key}

            Ctrl+C stops everything. The data stay in the data folder.

            """);
    }

    private static async Task<string> IssueDemoKeyAsync(IServiceProvider services)
    {
        await using var scope = services.CreateAsyncScope();
        var command = new IssueApiKeyCommand(ApiKeyKind.Secret, PartnerName.Parse("demo"), ["callbacks:write"], Origins: null, DailyQuota: null,
            DaySharePercent: null);
        var issued = await scope.ServiceProvider.GetRequiredService<IDispatcher>().Send(command, CancellationToken.None);
        return issued.Value.Key;
    }
}
