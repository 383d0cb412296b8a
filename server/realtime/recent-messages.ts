import type { OutboxMessage } from "./outbox-message.ts";

const mostKept = 1_000;

/** The messages this process has read last, for browsers that were away for a moment. */
export interface RecentMessages {
  add(message: OutboxMessage): void;
  /** Every message after the number, or null where older ones are needed than are kept. */
  after(number: number): readonly OutboxMessage[] | null;
  /** The last few `buckets` messages up to the number; as many as are kept. */
  bucketsUpTo(number: number, limit: number): readonly OutboxMessage[];
  /** Forgets all and goes on after `number`. */
  restart(number: number): void;
}

export function createRecentMessages(): RecentMessages {
  let kept: OutboxMessage[] = [];
  /** Everything above this number is kept. */
  let floor = 0;
  return {
    add(message) {
      kept.push(message);
      if (kept.length < mostKept * 2) return;
      kept = kept.slice(-mostKept);
      floor = (kept[0]?.number ?? 1) - 1;
    },
    after: (number) => (number < floor ? null : kept.filter((message) => message.number > number)),
    bucketsUpTo: (number, limit) =>
      kept.filter((message) => message.kind === "buckets" && message.number <= number).slice(-limit),
    restart(number) {
      kept = [];
      floor = number;
    },
  };
}
