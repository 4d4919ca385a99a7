using MobileBackend.Bench.Baseline;
using MobileBackend.Bench.Rig;
using MobileBackend.Bench.Runs;

if (args is [BareApi.Verb, var address, var connectionString])
{
    await BareApi.RunAsync(new Uri(address), connectionString);
    return 0;
}

IReadOnlyList<IRun> all = [new OwnCallback()];
var asked = args is [] or ["all"] ? all : [.. args.Select(name => all.FirstOrDefault(run => string.Equals(run.Id, name, StringComparison.OrdinalIgnoreCase))!)];
if (asked.Contains(null))
{
    await Console.Error.WriteLineAsync($"Usage: bench/run {string.Join('|', all.Select(run => run.Id.ToLowerInvariant()))}|all …");
    return 2;
}

var failed = false;
foreach (var run in asked)
{
    Console.WriteLine($"== {run.Id}: {run.What}");
    var result = await run.MeasureAsync();
    Results.Append(run, result);
    Console.WriteLine(Results.Summary(run, result));
    failed |= !result.Holds(run.Goal);
}

return failed ? 1 : 0;
