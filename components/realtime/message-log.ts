import type { Push } from "./push-message.ts";

/**
 * The last messages in order. An answer that was read before a message committed can arrive after the message was
 * applied and would undo it; whoever fetches replays what came since it asked.
 */
export interface MessageLog {
  /** Where the log stands now: pass it to `since` later. */
  readonly mark: () => number;
  readonly add: (message: Push) => void;
  /** Messages added after the mark; those older than the log's capacity are gone. */
  readonly since: (mark: number) => readonly Push[];
}

const cutAtOnce = 50;

export function createMessageLog(capacity: number): MessageLog {
  let added = 0;
  let kept: Push[] = [];
  return {
    mark: () => added,
    add: (message) => {
      added++;
      kept.push(message);
      // Cut a few at a time, so that adding stays cheap and the memory flat.
      if (kept.length > capacity + cutAtOnce) kept = kept.slice(-capacity);
    },
    since: (mark) => (mark >= added ? [] : kept.slice(Math.max(0, kept.length - (added - mark)))),
  };
}

/** The log of this page's one socket: half a minute at the fastest rate of push, longer than a request may take. */
export const receivedMessages = createMessageLog(800);

/** Fetches, then replays on the answer what was pushed while it was under way. */
export async function fetchThenCatchUp<T>(
  fetchOnce: () => Promise<T>,
  apply: (data: T, message: Push) => T,
): Promise<T> {
  const mark = receivedMessages.mark();
  const data = await fetchOnce();
  return receivedMessages.since(mark).reduce(apply, data);
}
