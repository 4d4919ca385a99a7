using Microsoft.Extensions.Configuration;
using MobileBackend.Application.Common.Ports;
using MobileBackend.Infrastructure.Security;

namespace MobileBackend.Bench.Rig;

/// <summary>Seals what is put into the service's database beforehand, under the keys that the service is given.</summary>
internal static class Seals
{
    public static IPersonalDataSealer Under(IEnumerable<KeyValuePair<string, string?>> keys) => new PersonalDataSealer(
        KeyRingLoader.Load(new ConfigurationBuilder().AddInMemoryCollection(keys).Build(), isDevelopment: false, dataFolder: string.Empty));
}
