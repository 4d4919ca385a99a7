using MobileBackend.Infrastructure.Jobs;
using MobileBackend.TestKit;

namespace MobileBackend.Integration.Tests.Jobs;

internal static class RetentionByHand
{
    /// <summary>Applies retention now, after the run under way if there is one.</summary>
    public static async Task<IReadOnlyList<JobCount>> ApplyRetentionAsync(this ApiHost api)
    {
        IReadOnlyList<JobCount>? done = null;
        await Eventually.TrueAsync(
            async () => (done = await api.WithServiceAsync((IRetention retention) => retention.ApplyAsync(CancellationToken.None))) is not null);
        return done!;
    }

    public static Task<IReadOnlyList<JobCount>> PreviewRetentionAsync(this ApiHost api) =>
        api.WithServiceAsync((IRetention retention) => retention.PreviewAsync(CancellationToken.None));

    public static int Of(this IReadOnlyList<JobCount> counts, string kind, string deed = "removed") =>
        counts.Single(count => count.Kind == kind && count.Deed == deed).Count;
}
