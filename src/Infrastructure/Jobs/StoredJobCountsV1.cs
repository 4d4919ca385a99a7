using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MobileBackend.Application.Common.Storage;

namespace MobileBackend.Infrastructure.Jobs;

/// <summary><c>job_runs.counts</c>.</summary>
/// <param name="Counts">In the order of the run.</param>
internal sealed record StoredJobCountsV1(IReadOnlyList<StoredJobCountsV1.Done> Counts) : IStoredForm
{
    public static string Name => "job-counts";

    public static int Version => 1;

    public static StoredJobCountsV1 From(IReadOnlyList<JobCount> counts) => new([.. counts.Select(count => new Done(count.Kind, count.Deed, count.Count))]);

    public IReadOnlyList<JobCount> ToCounts() => [.. Counts.Select(done => new JobCount(done.Kind, done.Action, done.Count))];

    /// <param name="Kind">Of what, by its table.</param>
    /// <param name="Action">What was done, as in "12 removed".</param>
    /// <param name="Count">To how many.</param>
    internal sealed record Done(string Kind, string Action, int Count);
}

internal sealed class JobCountsConverter() : ValueConverter<IReadOnlyList<JobCount>, string>(
    counts => StoredText.Write(StoredJobCountsV1.From(counts)), text => StoredText.Read<StoredJobCountsV1>(text).ToCounts());
