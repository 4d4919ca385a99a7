using MobileBackend.Bench.Baseline;
using MobileBackend.Bench.Rig;
using MobileBackend.Bench.Runs;

if (args is [BareApi.Verb, var address, var connectionString])
{
    await BareApi.RunAsync(new Uri(address), connectionString);
    return 0;
}

Stage.Settings = [.. args.Where(argument => argument.StartsWith("--", StringComparison.Ordinal)).Select(argument => argument[2..].Split('=', 2))
    .Select(setting => new KeyValuePair<string, string?>(setting[0], setting[^1]))];
IReadOnlyList<IRun> all = [new OwnCallback(), new PublicRead(), new Submission(), new Deliveries(), new DuePushes(), new PlannedDays(), new Overload()];
var names = args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToArray();
var asked = names is ["all"] ? all : [.. names.Select(name => all.FirstOrDefault(run => string.Equals(run.Id, name, StringComparison.OrdinalIgnoreCase))!)];
if (asked.Count == 0 || asked.Contains(null))
{
    await Console.Error.WriteLineAsync($"Usage: bench/run {string.Join('|', all.Select(run => run.Id.ToLowerInvariant()))}|all … [--Section:Key=value …]");
    return 2;
}

var failed = false;
foreach (var run in asked)
{
    Console.WriteLine($"== {run.Id}: {run.What}");
    try
    {
        var result = await run.MeasureAsync();
        Results.Append(run, result);
        Console.WriteLine(Results.Summary(run, result));
        failed |= !result.Holds(run.Goal);
    }
    catch (Exception exception)
    {
        // Caught here so that everything that was started has been ended by now.
        await Console.Error.WriteLineAsync(exception.ToString());
        failed = true;
    }
}

return failed ? 1 : 0;
