using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace MobileBackend.TestKit.RabbitMq;

/// <summary>Symfony Messenger as the extranet would run it: PHP and Symfony from Debian's packages, with the script in <c>tests/SymfonyConsumer</c>.</summary>
public static class SymfonyConsumer
{
    private const string Receiver = "/usr/share/php/Symfony/Component/Messenger/Bridge/Amqp/Transport/AmqpReceiver.php";
    private const string PhpExtensions = "/etc/php";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Why it cannot run here, null when it can.</summary>
    /// <exception cref="InvalidOperationException">It cannot and REQUIRE_SYMFONY is true, as in CI: a test that needs it must not be skipped.</exception>
    public static string? SkipReason => Reason is { } reason && Environment.GetEnvironmentVariable("REQUIRE_SYMFONY") == "true"
        ? throw new InvalidOperationException($"REQUIRE_SYMFONY is set. {reason}")
        : Reason;

    private static string? Reason => File.Exists("/usr/bin/php") && File.Exists(Receiver) && Directory.Exists(PhpExtensions)
            && Directory.EnumerateFiles(PhpExtensions, "*amqp.ini", SearchOption.AllDirectories).Any()
        ? null
        : "Symfony Messenger not found; install Debian's php-cli, php-xml, php-amqp, php-symfony-amqp-messenger, "
            + "php-symfony-serializer and php-symfony-property-access.";

    /// <summary>Reads messages until it has seen this many, and says what became of each.</summary>
    public static async Task<IReadOnlyList<JsonNode>> ReadAsync(ThrowawayRabbit broker, string exchange, int count)
    {
        var start = new ProcessStartInfo("/usr/bin/php")
        {
            ArgumentList =
            {
                Path.Combine(SolutionFolder.Find(), "tests", "SymfonyConsumer", "consume.php"),
                $"{broker.Uri}/{exchange}",
                count.ToString(CultureInfo.InvariantCulture),
                Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var php = Process.Start(start)!;
        var complaints = php.StandardError.ReadToEndAsync();
        var lines = await php.StandardOutput.ReadToEndAsync();
        await php.WaitForExitAsync();
        return php.ExitCode == 0
            ? [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!)]
            : throw new InvalidOperationException($"The Symfony consumer ended with {php.ExitCode}: {lines} {await complaints}");
    }
}
