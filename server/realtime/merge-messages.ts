import type { EventRow } from "../../lib/contracts/events.ts";
import type { MessageOf, OutboxMessage } from "./outbox-message.ts";

/** Rows of the feed that one message carries. */
const mostTop = 20;
/** Seals that one message tells one by one. */
const mostSealed = 100;

/** What merges with what; a change of thresholds is history and stays alone, as does what became of a stream. */
function keyOf(message: OutboxMessage): string {
  switch (message.kind) {
    case "scores":
    case "buckets":
    case "ledger":
      return `${message.kind} ${message.body.stream}`;
    case "alert":
      return `alert ${message.body.alert.id}`;
    case "flood":
      return `flood ${message.number}`;
    case "response":
      return `response ${message.body.response.id}`;
    case "record":
      return "record";
    case "killSwitch":
      return "killSwitch";
    case "responseSettings":
      return `responseSettings ${message.body.what} ${message.body.stream}`;
    case "threshold":
      return `threshold ${message.number}`;
    case "policy":
      return `policy ${message.body.stream} ${message.body.draft} ${message.body.version}`;
    case "changeRequest":
      return `changeRequest ${message.number}`;
    case "spotCheck":
      return `spotCheck ${message.body.stream} ${message.body.change}`;
    case "model":
      return `model ${message.body.stream} ${message.body.id} ${message.body.state}`;
    case "stream":
      return `stream ${message.number}`;
  }
}

function best(rows: readonly EventRow[]): EventRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => b.score - a.score || b.id - a.id).slice(0, mostTop);
}

function mergeScores(older: MessageOf<"scores">, newer: MessageOf<"scores">): MessageOf<"scores"> {
  const top = best([...older.body.top, ...newer.body.top]);
  const count = older.body.count + newer.body.count;
  // The times of the older one: how late a merged message is must not look better than it is.
  const { committedAt, receivedAt, scoredAt } = older.body;
  return { ...newer, body: { ...newer.body, count, top, committedAt, receivedAt, scoredAt } };
}

function mergeBuckets(older: MessageOf<"buckets">, newer: MessageOf<"buckets">): MessageOf<"buckets"> {
  const byStart = new Map([...older.body.buckets, ...newer.body.buckets].map((bucket) => [bucket.start, bucket]));
  const buckets = [...byStart.values()].sort((a, b) => a.start - b.start);
  return { ...newer, body: { ...newer.body, buckets } };
}

/** The newest state of the alert; that it was raised must not be lost, since screens announce it. */
function mergeAlert(older: MessageOf<"alert">, newer: MessageOf<"alert">): MessageOf<"alert"> {
  const change = older.body.change === "raised" ? "raised" : newer.body.change;
  return { ...newer, body: { ...newer.body, change } };
}

/** The newest seals of both. */
function mergeRecord(older: MessageOf<"record">, newer: MessageOf<"record">): MessageOf<"record"> {
  const sealed = [...older.body.sealed, ...newer.body.sealed].slice(-mostSealed);
  return { ...newer, body: { ...newer.body, sealed } };
}

function mergeTwo(older: OutboxMessage, newer: OutboxMessage): OutboxMessage {
  if (older.kind === "scores" && newer.kind === "scores") return mergeScores(older, newer);
  if (older.kind === "buckets" && newer.kind === "buckets") return mergeBuckets(older, newer);
  if (older.kind === "alert" && newer.kind === "alert") return mergeAlert(older, newer);
  if (older.kind === "record" && newer.kind === "record") return mergeRecord(older, newer);
  return newer;
}

/** A message and the number of the oldest that went into it. */
export interface Merged {
  readonly oldest: number;
  readonly message: OutboxMessage;
}

/** As few messages as say the same: sums of what adds up, the newest of what replaces; in the order of their oldest. */
export function mergeMessages(messages: readonly OutboxMessage[]): Merged[] {
  const merged = new Map<string, Merged>();
  for (const message of messages) {
    const key = keyOf(message);
    const older = merged.get(key);
    if (older === undefined) merged.set(key, { oldest: message.number, message });
    else merged.set(key, { oldest: older.oldest, message: mergeTwo(older.message, message) });
  }
  return [...merged.values()].sort((a, b) => a.oldest - b.oldest);
}

/**
 * Gives each message the highest number such that a browser which is cut off after it, and asks for what came after
 * that number, gets all the messages behind it again: numbers ascend strictly, and the last one is `highest`.
 */
export function numberMessages(merged: readonly Merged[], highest: number): OutboxMessage[] {
  const numbered: OutboxMessage[] = [];
  let most = highest;
  for (const { oldest, message } of merged.toReversed()) {
    numbered.push({ ...message, number: most });
    most = Math.min(most, oldest) - 1;
  }
  return numbered.reverse();
}

/** Gives buckets the very last numbers: they may have been overtaken, and whoever resumes gets the last ones anyway. */
export function numberBuckets(merged: readonly Merged[], highest: number): OutboxMessage[] {
  return merged.map(({ message }, index) => ({ ...message, number: highest - (merged.length - 1 - index) }));
}
