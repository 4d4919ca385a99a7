using Microsoft.Extensions.Logging;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary>
/// Ends what has been kept long enough, a batch at a time, so that nobody waits long behind it. Each rule names its end by a date: a run
/// cut short, or two at once, do no harm. The features bring the rules.
/// </summary>
internal sealed partial class Retention(
    IEnumerable<IRetentionRule> rules, RetentionMetrics metrics, TimeProvider time, ILogger<Retention> logger) : IJob
{
    private readonly List<IRetentionRule> _rules =
        [.. rules.OrderBy(rule => rule.Turn).ThenBy(rule => rule.Kind, StringComparer.Ordinal).ThenBy(rule => rule.Outcome, StringComparer.Ordinal)];

    public static string Name => "retention";

    public static TimeSpan Interval { get; } = TimeSpan.FromHours(1);

    public async Task<IReadOnlyList<JobCount>> RunAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var done = new List<JobCount>();
        foreach (var rule in _rules)
        {
            done.Add(new JobCount(rule.Kind, rule.Outcome, await ApplyAsync(rule, now, lease, cancellationToken)));
        }

        return Sum(done);
    }

    /// <summary>What a run would do now; nothing is changed.</summary>
    public async Task<IReadOnlyList<JobCount>> PreviewAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var wouldBe = new List<JobCount>();
        foreach (var rule in _rules)
        {
            wouldBe.Add(new JobCount(rule.Kind, rule.Outcome, await rule.CountAsync(now, cancellationToken)));
        }

        return Sum(wouldBe);
    }

    private async Task<int> ApplyAsync(IRetentionRule rule, DateTimeOffset now, JobLease lease, CancellationToken cancellationToken)
    {
        var sum = 0;
        try
        {
            while (await rule.ApplySomeAsync(now, cancellationToken) is > 0 and var some)
            {
                sum += some;
                await lease.RenewAsync(cancellationToken);
            }
        }
        finally
        {
            // Also of a run that is cut short: what is gone is gone.
            Report(rule, sum);
        }

        return sum;
    }

    private void Report(IRetentionRule rule, int sum)
    {
        if (sum == 0)
        {
            return;
        }

        LogDone(rule.Kind, sum, rule.Outcome);
        if (rule.Outcome is IRetentionRule.Removed or IRetentionRule.Erased)
        {
            metrics.Removed(rule.Kind, sum);
        }
    }

    private static IReadOnlyList<JobCount> Sum(IEnumerable<JobCount> counts) =>
        [.. counts.GroupBy(count => (count.Kind, count.Deed)).Select(group => new JobCount(group.Key.Kind, group.Key.Deed, group.Sum(count => count.Count)))];

    [LoggerMessage(Level = LogLevel.Information, Message = "Retention: {Kind}: {Count} {Outcome}")]
    private partial void LogDone(string kind, int count, string outcome);
}
