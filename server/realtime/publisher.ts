import { createDedicatedConnection } from "../db/dedicated.ts";
import { listen } from "../db/listen.ts";
import type { AppLog } from "../http/app.ts";
import { createOutboxCursor } from "./outbox-cursor.ts";
import type { OutboxMessage } from "./outbox-message.ts";
import { createPacedSender } from "./paced-sender.ts";
import type { RecentMessages } from "./recent-messages.ts";

const pollMs = 1_000;

export interface PublisherOptions {
  /** A direct connection: a pooler would swallow notifications. */
  readonly directUrl: string;
  readonly log: AppLog;
  readonly send: (message: OutboxMessage) => void;
  /** The outbox began anew (a restored database): all who listen have to read again. */
  readonly onRestart: () => void;
}

/** Where the publisher stands: messages up to `number` of `epoch` are sent or about to be. */
export interface Publisher {
  /** The first look, whether or not it succeeded: until one does, `epoch` is empty. */
  readonly ready: Promise<void>;
  readonly epoch: string;
  readonly number: number;
  readonly recent: RecentMessages;
  /** Reads what has committed since. */
  catchUp(): Promise<void>;
  /** Sends what is held back. */
  flush(): void;
  close(): Promise<void>;
}

/** Runs `work` one at a time; what is asked for meanwhile is done once more after it. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      await work();
    } while (again);
  };
  return () => {
    again = true;
    running ??= run().finally(() => {
      running = null;
    });
    return running;
  };
}

/**
 * Reads the outbox in the order of commits and hands it on. Notifications make it prompt, a look each second makes it
 * certain, and each connection begins with a look, since what was said meanwhile was not heard.
 */
export function createPublisher({ directUrl, log, send, onRestart }: PublisherOptions): Publisher {
  const reader = createDedicatedConnection({ url: directUrl, name: "tideline push reader", queryTimeoutMs: 5_000 });
  const sender = createPacedSender(send);
  const cursor = createOutboxCursor({ reader, log, take: (messages) => sender.add(messages), onRestart });
  // Checked with every poll and connection, not with every notification: that would double the way of a message.
  let checked = false;
  const catchUp = oneAtATime(async () => {
    if (!checked) await cursor.check();
    checked = true;
    await cursor.advance();
  });

  async function look(check: boolean): Promise<void> {
    if (check) checked = false;
    try {
      await catchUp();
    } catch (error) {
      checked = false;
      log.warn({ err: error }, "Push messages could not be read; it is tried again");
    }
  }

  const listener = listen({
    url: directUrl,
    name: "tideline push",
    channels: ["tideline_push"],
    onNotify: () => void look(false),
    onConnect: () => look(true),
  });
  const poll = setInterval(() => void look(true), pollMs);
  return {
    ready: look(true),
    get epoch() {
      return cursor.epoch;
    },
    get number() {
      return cursor.number;
    },
    recent: cursor.recent,
    catchUp,
    flush: () => sender.flush(),
    async close() {
      clearInterval(poll);
      await listener.close();
      await look(false);
      sender.close();
      await reader.close();
    },
  };
}
