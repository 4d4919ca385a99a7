using Microsoft.Extensions.Configuration;
using MobileBackend.Infrastructure.Security;
using Shouldly;
using Xunit;

namespace MobileBackend.Unit.Tests.Security;

public sealed class KeyRingLoaderTests : IDisposable
{
    private static readonly string Key = Convert.ToBase64String(new byte[32]);

    private readonly string _folder = Directory.CreateTempSubdirectory("key-ring-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Load_ProductionWithoutKeys_RefusesToStart()
    {
        Should.Throw<InvalidOperationException>(() => Load([], isDevelopment: false)).Message.ShouldContain("Encryption");
    }

    [Fact]
    public void Load_KeyOfAnotherLength_RefusesToStartWithoutShowingIt()
    {
        var exception = Should.Throw<InvalidOperationException>(() => Load(
            [.. Complete().Where(pair => pair.Key != "Signing:Keys:0:Key"), new("Signing:Keys:0:Key", "c2hvcnQ=")], isDevelopment: false));

        exception.Message.ShouldContain("Signing:Keys:0:Key");
        exception.Message.ShouldNotContain("c2hvcnQ=");
    }

    [Fact]
    public void Load_Settings_FirstKeyIsCurrent()
    {
        var rings = Load([.. Complete(), new("Encryption:Keys:1:Id", "k0"), new("Encryption:Keys:1:Key", Key)], isDevelopment: false);

        rings.Encryption.Current.Id.ShouldBe("k1");
        rings.Encryption.Find("k0").ShouldNotBeNull();
    }

    [Fact]
    public void Load_Development_MakesKeysOnceAndKeepsThemToTheOwner()
    {
        var first = Load([], isDevelopment: true);
        var second = Load([], isDevelopment: true);

        second.Encryption.Current.Bytes.ShouldBe(first.Encryption.Current.Bytes);
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(Path.Combine(_folder, "keys.json")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static List<KeyValuePair<string, string?>> Complete() =>
    [
        new("Encryption:Keys:0:Id", "k1"), new("Encryption:Keys:0:Key", Key), new("Encryption:IndexKeys:A", Key),
        new("Signing:Keys:0:Id", "s1"), new("Signing:Keys:0:Key", Key),
    ];

    private KeyRings Load(IEnumerable<KeyValuePair<string, string?>> settings, bool isDevelopment) =>
        KeyRingLoader.Load(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), isDevelopment, _folder);
}
