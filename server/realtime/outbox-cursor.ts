import type { DedicatedConnection } from "../db/dedicated.ts";
import type { AppLog } from "../http/app.ts";
import type { OutboxMessage } from "./outbox-message.ts";
import { readAfter, readHead } from "./read-outbox.ts";
import { createRecentMessages, type RecentMessages } from "./recent-messages.ts";

const readAtOnce = 500;

interface OutboxCursorOptions {
  readonly reader: DedicatedConnection;
  readonly log: AppLog;
  readonly take: (messages: readonly OutboxMessage[]) => void;
  /** The outbox began anew (a restored database): all who listen have to read again. */
  readonly onRestart: () => void;
}

export interface OutboxCursor {
  readonly epoch: string;
  readonly number: number;
  readonly recent: RecentMessages;
  /** Compares epoch and number with the outbox; at the first time begins at its end. */
  check(): Promise<void>;
  /** Reads to the end of the outbox. */
  advance(): Promise<void>;
}

/** A place in the outbox that moves forward in the order of commits. One call at a time. */
export function createOutboxCursor({ reader, log, take, onRestart }: OutboxCursorOptions): OutboxCursor {
  const recent = createRecentMessages();
  let epoch = "";
  let number = 0;
  return {
    get epoch() {
      return epoch;
    },
    get number() {
      return number;
    },
    recent,
    async check() {
      const head = await readHead(reader);
      if (head.epoch === epoch && head.number >= number) return;
      const first = epoch === "";
      epoch = head.epoch;
      number = head.number;
      recent.restart(number);
      if (!first) onRestart();
    },
    async advance() {
      for (;;) {
        const { messages, last, unreadable } = await readAfter(reader, { after: number, limit: readAtOnce });
        for (const message of messages) recent.add(message);
        number = last ?? number;
        if (unreadable.length > 0) log.error({ numbers: unreadable }, "Push messages without meaning were passed over");
        take(messages);
        if (messages.length + unreadable.length < readAtOnce) return;
      }
    },
  };
}
