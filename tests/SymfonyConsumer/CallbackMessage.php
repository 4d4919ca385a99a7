<?php

declare(strict_types=1);

namespace App\Message;

/** The message as the extranet's application would read it: openapi/extranet-queue.v1.yaml. */
final class CallbackMessage
{
    /** @param array<string, mixed> $callback */
    public function __construct(
        public readonly string $messageId,
        public readonly string $type,
        public readonly string $occurredAt,
        public readonly array $callback,
    ) {
    }
}
