import type { EventRow } from "../../lib/contracts/events.ts";
import type { MessageOf, OutboxMessage } from "./outbox-message.ts";

/** Rows of the feed that one message carries. */
const mostTop = 20;

/** What merges with what; a change of thresholds is history and stays alone. */
function keyOf(message: OutboxMessage): string {
  switch (message.kind) {
    case "scores":
    case "buckets":
    case "ledger":
      return `${message.kind} ${message.body.stream}`;
    case "alert":
      return `alert ${message.body.alert.id}`;
    case "threshold":
      return `threshold ${message.number}`;
  }
}

function best(rows: readonly EventRow[]): EventRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return [...byId.values()].sort((a, b) => b.score - a.score || b.id - a.id).slice(0, mostTop);
}

function mergeScores(older: MessageOf<"scores">, newer: MessageOf<"scores">): MessageOf<"scores"> {
  const top = best([...older.body.top, ...newer.body.top]);
  const count = older.body.count + newer.body.count;
  // The oldest commit: how late a merged message is must not look better than it is.
  const committedAt = Math.min(older.body.committedAt, newer.body.committedAt);
  return { ...newer, body: { ...newer.body, count, top, committedAt } };
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

function mergeTwo(older: OutboxMessage, newer: OutboxMessage): OutboxMessage {
  if (older.kind === "scores" && newer.kind === "scores") return mergeScores(older, newer);
  if (older.kind === "buckets" && newer.kind === "buckets") return mergeBuckets(older, newer);
  if (older.kind === "alert" && newer.kind === "alert") return mergeAlert(older, newer);
  return newer;
}

/**
 * As few messages as say the same: sums of what adds up, the newest of what replaces. Each stands where the newest of
 * its parts stood, in ascending order.
 */
export function mergeMessages(messages: readonly OutboxMessage[]): OutboxMessage[] {
  const merged = new Map<string, OutboxMessage>();
  for (const message of messages) {
    const key = keyOf(message);
    const older = merged.get(key);
    merged.set(key, older === undefined ? message : mergeTwo(older, message));
  }
  return [...merged.values()].sort((a, b) => a.number - b.number);
}

/** Gives the messages the last numbers up to `highest`, in their order, so that no two share one. */
export function renumber(messages: readonly OutboxMessage[], highest: number): OutboxMessage[] {
  return messages.map((message, index) => ({ ...message, number: highest - (messages.length - 1 - index) }));
}
