import { mergeMessages, numberBuckets, numberMessages } from "./merge-messages.ts";
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
 * Feeds never wait longer than buckets, so a bucket that waits may be overtaken: the highest numbers are kept for those
 * that do. There are always enough, since numbers are dense and each waiting message stands for one of its own. Whoever
 * resumes gets the last buckets before the cursor too (resume.ts).
 */
export function createCoalescer(): Coalescer {
  let feeds: OutboxMessage[] = [];
  let buckets: OutboxMessage[] = [];
  let highest = 0;
  let feedsSentMs = Number.NEGATIVE_INFINITY;
  let bucketsSentMs = Number.NEGATIVE_INFINITY;

  const feedsDueMs = () => (feeds.length === 0 ? null : feedsSentMs + feedMs);
  const bucketsDueMs = () => (buckets.length === 0 ? null : bucketsSentMs + bucketsMs);
  const isDue = (dueMs: number | null, nowMs: number) => dueMs !== null && dueMs <= nowMs;

  function takeFeeds(nowMs: number, most: number): OutboxMessage[] {
    if (feeds.length > 0) feedsSentMs = nowMs;
    const sent = numberMessages(mergeMessages(feeds), most);
    feeds = [];
    return sent;
  }

  return {
    add(message) {
      highest = Math.max(highest, message.number);
      if (message.kind === "buckets") buckets.push(message);
      else feeds.push(message);
    },
    take(nowMs, all = false) {
      const waiting = mergeMessages(buckets);
      const belowBuckets = highest - waiting.length;
      if (isDue(bucketsDueMs(), nowMs) || (all && buckets.length > 0)) {
        // Feeds go first: a bucket that overtook one would say that it was sent.
        const sent = [...takeFeeds(nowMs, belowBuckets), ...numberBuckets(waiting, highest)];
        buckets = [];
        bucketsSentMs = nowMs;
        return sent;
      }
      // What waits is merged too, so that a long wait does not fill the memory.
      buckets = waiting.map(({ message }) => message);
      return isDue(feedsDueMs(), nowMs) || all ? takeFeeds(nowMs, belowBuckets) : [];
    },
    dueMs() {
      const due = [feedsDueMs(), bucketsDueMs()].filter((ms) => ms !== null);
      return due.length === 0 ? null : Math.min(...due);
    },
  };
}
