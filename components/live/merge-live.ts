import type { EventRow } from "../../lib/contracts/events.ts";
import type { AlertMark, ChartBucket, Live } from "../../lib/contracts/live.ts";
import type { ThresholdStep } from "../../lib/contracts/threshold-step.ts";
import type { Push } from "../realtime/push-message.ts";

const keptTop = 400;
const keptMarks = 500;
/** Kept beyond the range, for a page whose clock is a little behind. */
const keptMoreMs = 60_000;

/** How far scoring was at the last `scores` message; `number` ties what is painted to the message that said it. */
export interface Scored {
  readonly number: number;
  readonly position: number;
}

/** What the Live page shows: the answer of the API, kept up to date by push. */
export interface LiveData extends Live {
  readonly scored: Scored | null;
  /** It ends now; a fixed range takes nothing new. */
  readonly follows: boolean;
  /** It is of a part of the stream, which push does not tell apart. */
  readonly narrowed: boolean;
  /** When all of it was read last, by the server's clock, ms. */
  readonly readAt: number;
}

/** The data with a message applied. Applying one twice changes nothing; foreign messages give the same object back. */
export function withLivePush(data: LiveData, message: Push): LiveData {
  // The kill switch is of no stream, and what is done about alerts is shown elsewhere.
  if (!("stream" in message.body) || message.body.stream !== data.stream || !data.follows) return data;
  // What of a message belongs to the part, and which scope judges it, the next reading knows.
  if (data.narrowed) return data;
  switch (message.kind) {
    case "scores": {
      const { top, position } = message.body;
      return {
        ...data,
        scored: { number: message.number, position },
        top: top.length === 0 ? data.top : mergeTop(data.top, top),
      };
    }
    case "buckets":
      // Quantiles of seconds do not add up to quantiles of minutes: coarser buckets are asked for.
      if (data.range.seconds !== 1) return data;
      return { ...data, buckets: mergeBuckets(data.buckets, message.body.buckets, data.range) };
    case "threshold":
      return { ...data, thresholds: mergeSteps(data.thresholds, message.body.step) };
    case "alert":
      if (message.body.change !== "raised") return data;
      return { ...data, alerts: mergeMarks(data.alerts, markOf(message.body.alert)) };
    default:
      return data;
  }
}

/** Buckets by start, the newer reading of each, as long as the range and a little longer. */
export function mergeBuckets(
  known: readonly ChartBucket[],
  newer: readonly ChartBucket[],
  range: LiveData["range"],
): ChartBucket[] {
  const first = newer.reduce((least, { start }) => Math.min(least, start), Number.POSITIVE_INFINITY);
  // What is newer mostly belongs to the end: only there is something to sort.
  const cut = known.findLastIndex((bucket) => bucket.start < first) + 1;
  const byStart = new Map([...known.slice(cut), ...newer].map((bucket) => [bucket.start, bucket]));
  const end = [...byStart.values()].sort((left, right) => left.start - right.start);
  const merged = [...known.slice(0, cut), ...end];
  const oldest = (merged.at(-1)?.start ?? 0) - (range.to - range.from) - keptMoreMs - range.seconds * 1000;
  const from = merged.findIndex((bucket) => bucket.start >= oldest);
  return from <= 0 ? merged : merged.slice(from);
}

/** A view with its newest buckets read again; all else of the answer is whole. */
export function withTail(known: LiveData, tail: LiveData, since: number): LiveData {
  const before = known.buckets.filter(({ start }) => start < since);
  return {
    ...tail,
    scored: known.scored,
    readAt: known.readAt,
    buckets: mergeBuckets(before, tail.buckets, tail.range),
  };
}

/** Highest score first, the newer of equals first. */
export function mergeTop(known: readonly EventRow[], pushed: readonly EventRow[]): EventRow[] {
  const byId = new Map([...known, ...pushed].map((row) => [row.id, row]));
  return [...byId.values()].sort((left, right) => right.score - left.score || right.id - left.id).slice(0, keptTop);
}

function mergeSteps(known: readonly ThresholdStep[], step: ThresholdStep): ThresholdStep[] {
  return [...known.filter((other) => other.version !== step.version), step].sort(
    (left, right) => left.at - right.at || left.version - right.version,
  );
}

function mergeMarks(known: readonly AlertMark[], mark: AlertMark): AlertMark[] {
  return [...known.filter((other) => other.id !== mark.id), mark].slice(-keptMarks);
}

function markOf(alert: Extract<Push, { kind: "alert" }>["body"]["alert"]): AlertMark {
  const { id, score, severity, title } = alert;
  return { id, at: Date.parse(alert.createdAt), score, severity, title, count: 1 };
}
