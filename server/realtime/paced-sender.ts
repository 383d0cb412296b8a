import { createCoalescer } from "./coalescer.ts";
import type { OutboxMessage } from "./outbox-message.ts";

export interface PacedSender {
  /** Takes messages in their order; sends now what is due. */
  add(messages: readonly OutboxMessage[]): void;
  /** Sends all that is held back. */
  flush(): void;
  close(): void;
}

/** The coalescer with a clock. */
export function createPacedSender(send: (message: OutboxMessage) => void): PacedSender {
  const coalescer = createCoalescer();
  let timer: NodeJS.Timeout | undefined;

  function sendDue(all: boolean): void {
    clearTimeout(timer);
    const nowMs = performance.now();
    for (const message of coalescer.take(nowMs, all)) send(message);
    const dueMs = coalescer.dueMs();
    if (dueMs !== null) timer = setTimeout(() => sendDue(false), Math.max(1, Math.ceil(dueMs - nowMs)));
  }

  return {
    add(messages) {
      for (const message of messages) coalescer.add(message);
      sendDue(false);
    },
    flush: () => sendDue(true),
    close: () => clearTimeout(timer),
  };
}
