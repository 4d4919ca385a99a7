using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace MobileBackend.Infrastructure.Security;

/// <summary>Reads the key rings from the settings; in Development, where there are none, from a file made in the data folder.</summary>
internal static class KeyRingLoader
{
    private const string LocalFile = "keys.json";

    /// <exception cref="InvalidOperationException">Keys are missing outside Development, or a key is not 32 bytes of base64.</exception>
    public static KeyRings Load(IConfiguration configuration, bool isDevelopment, string dataFolder)
    {
        if (!configuration.GetSection("Encryption:Keys").GetChildren().Any() && isDevelopment)
        {
            configuration = new ConfigurationBuilder().AddConfiguration(configuration).AddJsonFile(EnsureLocalFile(dataFolder)).Build();
        }

        var indexA = Key(configuration, "Encryption:IndexKeys:A");
        var indexB = Key(configuration, "Encryption:IndexKeys:B");
        if (indexA is null && indexB is null)
        {
            throw Missing("Encryption:IndexKeys:A");
        }

        return new KeyRings(Ring(configuration, "Encryption:Keys"), Ring(configuration, "Signing:Keys"), indexA, indexB);
    }

    private static KeyRing Ring(IConfiguration configuration, string section)
    {
        var keys = configuration.GetSection(section).GetChildren()
            .Select(child => new RingKey(Id(child), Key(configuration, $"{child.Path}:Key") ?? throw Missing($"{child.Path}:Key")))
            .ToList();
        return keys.Count > 0 ? new KeyRing(keys) : throw Missing(section);
    }

    private static string Id(IConfigurationSection key)
    {
        var id = key["Id"] ?? throw Missing($"{key.Path}:Id");
        return id.Length <= 32 && id.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')
            ? id
            : throw new InvalidOperationException($"The setting {key.Path}:Id may hold up to 32 letters, digits, hyphens and underscores.");
    }

    private static byte[]? Key(IConfiguration configuration, string path)
    {
        if (configuration[path] is not { Length: > 0 } text)
        {
            return null;
        }

        var bytes = new byte[KeyRing.KeyLength];
        return Convert.TryFromBase64String(text, bytes, out var written) && written == KeyRing.KeyLength
            ? bytes
            : throw new InvalidOperationException($"The setting {path} must be {KeyRing.KeyLength} bytes in base64.");
    }

    private static InvalidOperationException Missing(string path) =>
        new($"The setting {path} is missing. Outside Development the service does not start without its keys (README, « Keys »).");

    private static string EnsureLocalFile(string dataFolder)
    {
        var path = Path.Combine(dataFolder, LocalFile);
        if (File.Exists(path))
        {
            return path;
        }

        Directory.CreateDirectory(dataFolder);
        var ring = new object[] { new { Id = "local-1", Key = NewKey() } };
        var content = JsonSerializer.Serialize(new
        {
            Encryption = new { Keys = ring, IndexKeys = new { A = NewKey() } },
            Signing = new { Keys = new object[] { new { Id = "local-1", Key = NewKey() } } },
        });

        // Two programs may start at once (the service and the command line): the file appears whole, and the first one wins.
        var draft = Path.Combine(dataFolder, $"keys.{Environment.ProcessId}.tmp");
        using (var stream = new FileStream(draft, Options()))
        using (var writer = new StreamWriter(stream))
        {
            writer.Write(content);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }

        return path;
    }

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyRing.KeyLength));

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
