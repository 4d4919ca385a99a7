using System.Security.Authentication;
using RabbitMQ.Client.Exceptions;

namespace MobileBackend.Infrastructure.Extranet;

/// <summary>Names what went wrong with the broker in a stable word. The exceptions' texts, which name servers and accounts, go nowhere.</summary>
internal static class AmqpFault
{
    /// <summary>Reply codes are those of AMQP 0-9-1, section 1.1: <c>amqp-320</c> is a broker that is being shut down.</summary>
    /// <returns>Null for what is not the channel's fault.</returns>
    public static string? Of(Exception exception) => exception switch
    {
        PublishException publish => publish.IsReturn ? "unroutable" : "nacked",
        AuthenticationFailureException or PossibleAuthenticationFailureException => "access-refused",
        OperationInterruptedException { ShutdownReason: { ReplyCode: > 0 } reason } => $"amqp-{reason.ReplyCode}",
        OperationInterruptedException => "connection-cut",
        AuthenticationException => "tls-refused",
        TimeoutException or OperationCanceledException => "timeout",
        BrokerUnreachableException unreachable => OfAny(unreachable.InnerException) ?? "broker-unreachable",
        RabbitMQClientException or IOException or ObjectDisposedException => "connection-cut",
        _ => null,
    };

    /// <summary>Of the failed attempts to connect, to each address of the broker's name, the first that says more than that.</summary>
    private static string? OfAny(Exception? attempts) => attempts switch
    {
        null or ConnectFailureException { InnerException: null } => null,
        AggregateException several => several.InnerExceptions.Select(OfAny).FirstOrDefault(fault => fault is not null),
        ConnectFailureException { InnerException: { } inner } => OfAny(inner),
        _ => Of(attempts),
    };
}
