using System.Globalization;
using MobileBackend.FaultRun;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
RunOptions options;
try
{
    options = RunOptions.Parse(args);
}
catch (ArgumentException refusal)
{
    await Console.Error.WriteLineAsync(refusal.Message);
    return 2;
}

Console.WriteLine($"faults: transport {options.Transport}, seed {options.Seed}");
return await new Run(options).PerformAsync() ? 0 : 1;
