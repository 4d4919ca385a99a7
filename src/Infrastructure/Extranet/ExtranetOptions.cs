using System.Text;
using Microsoft.Extensions.Configuration;
using RabbitMQ.Client;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>How messages reach the extranet; the message is the same.</summary>
internal enum ExtranetTransport
{
    Http,
    RabbitMq,
}

/// <summary>Settings under <c>Extranet</c>.</summary>
internal sealed class ExtranetOptions
{
    public ExtranetRabbitMqOptions RabbitMq { get; init; } = new();

    /// <summary>Where call backs go by HTTP; none means that they wait in the outbox.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>A fixed bearer token; otherwise one is asked of <see cref="TokenEndpoint"/>.</summary>
    public string? AccessToken { get; init; }

    /// <summary>OAuth 2 client credentials (RFC 6749, section 4.4).</summary>
    public Uri? TokenEndpoint { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>Longest wait for an answer, the token included. Well under the outbox's lease.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether the addresses and the token can be used at all; checked at start.</summary>
    public bool IsUsable => IsHttp(BaseUrl) && IsHttp(TokenEndpoint) && AccessToken?.Any(char.IsControl) != true;

    /// <summary>Which transport is asked for, before there are options: it decides what is registered.</summary>
    /// <exception cref="InvalidOperationException">It is unknown.</exception>
    public static ExtranetTransport ReadTransport(IConfiguration configuration) => configuration["Extranet:Transport"]?.ToUpperInvariant() switch
    {
        null or "HTTP" => ExtranetTransport.Http,
        "RABBITMQ" => ExtranetTransport.RabbitMq,
        _ => throw new InvalidOperationException("The setting Extranet:Transport must be Http or RabbitMq."),
    };

    private static bool IsHttp(Uri? address) =>
        address is null || (address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps));
}

/// <summary>Settings under <c>Extranet:RabbitMq</c>.</summary>
internal sealed class ExtranetRabbitMqOptions
{
    /// <summary>
    /// The broker, account and virtual host; none means that messages wait in the outbox. A text, because a <see cref="System.Uri"/> shows its password.
    /// </summary>
    public string? Uri { get; init; }

    public string Exchange { get; init; } = "callback-requests";

    /// <summary>The <c>type</c> header: the class by which a Symfony application reads the message.</summary>
    public string MessageType { get; init; } = @"App\Message\CallbackMessage";

    public bool IsConfigured => !string.IsNullOrWhiteSpace(Uri);

    /// <summary>Whether the client can make something of it; checked at start.</summary>
    public bool IsUsable => (!IsConfigured || TryRead(out _)) && IsShortString(Exchange) && IsShortString(MessageType);

    /// <summary>What the address says. The client's own reading of it is the test of it.</summary>
    public bool TryRead(out ConnectionFactory factory)
    {
        factory = new ConnectionFactory();
        try
        {
            factory.Uri = new Uri(Uri!);
            return true;
        }
        catch (Exception exception) when (exception is UriFormatException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>AMQP's names have at most 255 bytes.</summary>
    private static bool IsShortString(string name) => name.Length > 0 && Encoding.UTF8.GetByteCount(name) <= byte.MaxValue && !name.Any(char.IsControl);
}
