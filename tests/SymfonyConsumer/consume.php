<?php

declare(strict_types=1);

/*
 * Reads messages as a Symfony application does, with Symfony Messenger's own AMQP receiver and serializer from Debian's packages, set up by its DSN alone.
 * One JSON line for each: what was read, or why it was refused.
 *
 * php consume.php amqp://user:password@host:port/vhost/exchange COUNT SECONDS
 */

use App\Message\CallbackMessage;
use Symfony\Component\Messenger\Bridge\Amqp\Transport\AmqpReceivedStamp;
use Symfony\Component\Messenger\Bridge\Amqp\Transport\AmqpReceiver;
use Symfony\Component\Messenger\Bridge\Amqp\Transport\Connection;
use Symfony\Component\Messenger\Exception\MessageDecodingFailedException;
use Symfony\Component\Messenger\Transport\Serialization\Serializer;

foreach (['Messenger/autoload', 'Messenger/Bridge/Amqp/autoload', 'Serializer/autoload', 'PropertyAccess/autoload'] as $component) {
    require_once "Symfony/Component/{$component}.php";
}
require_once __DIR__.'/CallbackMessage.php';

[, $dsn, $count, $seconds] = $argv;
$receiver = new AmqpReceiver(Connection::fromDsn($dsn), Serializer::create());
$until = microtime(true) + (float) $seconds;
$seen = 0;

while ($seen < (int) $count && microtime(true) < $until) {
    try {
        foreach ($receiver->get() as $envelope) {
            ++$seen;
            $message = $envelope->getMessage();
            if (!$message instanceof CallbackMessage) {
                throw new LogicException('Read as '.get_debug_type($message));
            }
            $amqp = $envelope->last(AmqpReceivedStamp::class)->getAmqpEnvelope();
            say([
                'read' => get_object_vars($message),
                'amqp' => [
                    'messageId' => $amqp->getMessageId(),
                    'type' => $amqp->getType(),
                    'contentType' => $amqp->getContentType(),
                    'deliveryMode' => $amqp->getDeliveryMode(),
                    'appId' => $amqp->getAppId(),
                ],
            ]);
            $receiver->ack($envelope);
        }
    } catch (MessageDecodingFailedException $exception) {
        ++$seen;
        say(['refused' => $exception->getMessage()]);
    }
    usleep(20_000);
}

/** @param array<string, mixed> $line */
function say(array $line): void
{
    echo json_encode($line, \JSON_THROW_ON_ERROR | \JSON_UNESCAPED_UNICODE | \JSON_UNESCAPED_SLASHES), "\n";
}
