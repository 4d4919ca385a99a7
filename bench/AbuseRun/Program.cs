using System.Globalization;
using MobileBackend.AbuseRun;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
var knownOptions = args.All(argument => argument is "--short" or "--without-shares");
if (!knownOptions)
{
    await Console.Error.WriteLineAsync("usage: bench/abuse [--short] [--without-shares]");
    return 2;
}

return await new Run(isShort: args.Contains("--short"), hasShares: !args.Contains("--without-shares")).PerformAsync() ? 0 : 1;
