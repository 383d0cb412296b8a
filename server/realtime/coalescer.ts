import { mergeMessages, renumber } from "./merge-messages.ts";
import type { OutboxMessage } from "./outbox-message.ts";

/** Feeds at most 25 times a second, chart buckets once a second. */
const feedMs = 40;
const bucketsMs = 1_000;

export interface Coalescer {
  add(message: OutboxMessage): void;
  /** What is to be sent now; with `all` what is held back too. */
  take(nowMs: number, all?: boolean): OutboxMessage[];
  /** When `take` will have something again; null while nothing is held back. */
  dueMs(): number | null;
}

/**
 * Holds messages back and merges them where they come too fast to be seen; after a quiet moment a message passes at
 * once.
 *
 * Numbers stay strictly ascending on the wire although buckets wait longer than feeds: as many of the highest numbers
 * as there are bucket messages waiting are kept for them. There are always enough, since numbers are dense and each
 * waiting message stands for at least one that is its own.
 */
export function createCoalescer(): Coalescer {
  let feeds: OutboxMessage[] = [];
  let buckets: OutboxMessage[] = [];
  let highest = 0;
  let feedsSentMs = Number.NEGATIVE_INFINITY;
  let bucketsSentMs = Number.NEGATIVE_INFINITY;

  const feedsDueMs = () => (feeds.length === 0 ? null : feedsSentMs + feedMs);
  const bucketsDueMs = () => (buckets.length === 0 ? null : bucketsSentMs + bucketsMs);
  const isDue = (dueMs: number | null, nowMs: number, all: boolean) => dueMs !== null && (all || dueMs <= nowMs);

  return {
    add(message) {
      highest = Math.max(highest, message.number);
      if (message.kind === "buckets") buckets.push(message);
      else feeds.push(message);
    },
    take(nowMs, all = false) {
      const now: OutboxMessage[] = [];
      if (isDue(bucketsDueMs(), nowMs, all)) {
        now.push(...buckets);
        buckets = [];
        bucketsSentMs = nowMs;
      }
      if (isDue(feedsDueMs(), nowMs, all)) {
        now.push(...feeds);
        feeds = [];
        feedsSentMs = nowMs;
      }
      // What waits is merged too, so that a long wait does not fill the memory.
      buckets = mergeMessages(buckets);
      const waiting = buckets.length + mergeMessages(feeds).length;
      const sent = mergeMessages(now.sort((a, b) => a.number - b.number));
      return renumber(sent, highest - waiting);
    },
    dueMs() {
      const due = [feedsDueMs(), bucketsDueMs()].filter((ms) => ms !== null);
      return due.length === 0 ? null : Math.min(...due);
    },
  };
}
