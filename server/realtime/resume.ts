import type { Queryable } from "../db/pg.ts";
import { mergeMessages, numberBuckets, numberMessages } from "./merge-messages.ts";
import type { OutboxMessage } from "./outbox-message.ts";
import type { Publisher } from "./publisher.ts";
import { readAfter, readBucketsUpTo, readOldest } from "./read-outbox.ts";

/** More than this is faster to fetch than to replay. */
const mostReplayed = 2_000;
/** Chart buckets wait up to a second before they are sent: a browser cut off meanwhile has not seen these. */
const overlappingBuckets = 4;
const attempts = 5;

export interface Cursor {
  readonly epoch: string | null;
  readonly number: number | null;
}

export type Resumption =
  | { readonly kind: "resumed"; readonly messages: readonly OutboxMessage[] }
  | { readonly kind: "missed"; readonly count: number };

type Messages = readonly OutboxMessage[];

/** What lies between the cursor and what the publisher keeps in memory; null where it is gone or too much. */
async function readOlder(db: Queryable, after: number): Promise<{ messages: Messages; upTo: number } | null> {
  const oldest = await readOldest(db);
  if (oldest === null || oldest > after + 1) return null;
  const overlap = await readBucketsUpTo(db, { number: after, limit: overlappingBuckets });
  const page = await readAfter(db, { after, limit: mostReplayed + 1 });
  if (page.messages.length > mostReplayed) return null;
  return { messages: [...overlap, ...page.messages], upTo: page.last ?? after };
}

/** The messages as few as they can be said, with numbers above the cursor's; null where there is no room for that. */
export function replayMessages(
  messages: Messages,
  range: { readonly from: number; readonly to: number },
): Messages | null {
  const feeds = mergeMessages(messages.filter(({ kind }) => kind !== "buckets"));
  const buckets = mergeMessages(messages.filter(({ kind }) => kind === "buckets"));
  if (feeds.length + buckets.length > range.to - range.from) return null;
  return [...numberMessages(feeds, range.to - buckets.length), ...numberBuckets(buckets, range.to)];
}

function replay(messages: Messages, rooms: readonly string[], range: { from: number; to: number }): Resumption {
  const wanted = messages.filter(({ room }) => rooms.includes(room));
  const replayed = range.to === range.from ? [] : replayMessages(wanted, range);
  if (replayed === null) return { kind: "missed", count: range.to - range.from };
  return { kind: "resumed", messages: replayed };
}

/**
 * What a browser at `cursor` has missed. When this resolves, everything up to the publisher's number is in the answer
 * and nothing held back: whoever joins the rooms in the same turn of the event loop gets all that follows.
 */
export async function resume(
  { publisher, db }: { readonly publisher: Publisher; readonly db: Queryable },
  cursor: Cursor,
  rooms: readonly string[],
): Promise<Resumption | null> {
  const { number } = cursor;
  if (number === null) return null;
  // The cursor may come from an answer that is newer than what this process has read.
  if (cursor.epoch === publisher.epoch && number > publisher.number) await publisher.catchUp();
  const missed = (): Resumption => ({ kind: "missed", count: Math.max(1, publisher.number - number) });
  if (cursor.epoch !== publisher.epoch || number > publisher.number) return missed();
  let older: Messages = publisher.recent.bucketsUpTo(number, overlappingBuckets);
  let upTo = number;
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const newer = publisher.recent.after(upTo);
    if (newer !== null) {
      return replay([...older, ...newer], rooms, { from: number, to: publisher.number });
    }
    const read = await readOlder(db, number);
    if (read === null) return missed();
    older = read.messages;
    upTo = read.upTo;
  }
  return missed();
}
