import type { Subscribed } from "../../lib/contracts/live.ts";

/** Where this browser stands in the numbered sequence of messages. */
export interface Cursor {
  readonly epoch: string | null;
  readonly number: number | null;
}

export const noCursor: Cursor = { epoch: null, number: null };

/**
 * What an answer to `subscribe` means: resumed (the messages missed are being sent again, nothing to refetch), or not,
 * and then everything shown was read before the subscription began and must be read again.
 */
export function afterSubscribed(
  cursor: Cursor,
  answer: Subscribed,
): { readonly next: Cursor; readonly resync: boolean } {
  const resumed = cursor.epoch === answer.epoch && cursor.number !== null && answer.missed === null;
  if (resumed) return { next: cursor, resync: false };
  return { next: { epoch: answer.epoch, number: answer.number }, resync: true };
}

/** The cursor after a message, or null when it was seen before. */
export function afterMessage(cursor: Cursor, number: number): Cursor | null {
  return cursor.number !== null && number <= cursor.number ? null : { epoch: cursor.epoch, number };
}
