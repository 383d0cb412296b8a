import type { EventRow } from "../../lib/contracts/events.ts";
import type { AlertMark, ChartBucket, Live, ThresholdStep } from "../../lib/contracts/live.ts";
import type { Push } from "../realtime/push-message.ts";

const keptTop = 400;
const keptMarks = 500;
/** As far back as any view reaches: a view that stands still keeps its data while newer comes in. */
const keptMs = 61 * 60_000;

/** How far scoring was at the last `scores` message; `number` ties what is painted to the message that said it. */
export interface Scored {
  readonly number: number;
  readonly position: number;
}

/** What the Live page shows: the answer of the API, kept up to date by push. */
export interface LiveData extends Live {
  readonly scored: Scored | null;
}

/** The data with a message applied. Applying one twice changes nothing; foreign messages give the same object back. */
export function withLivePush(data: LiveData, message: Push): LiveData {
  // The kill switch is of no stream, and what is done about alerts is shown elsewhere.
  if (!("stream" in message.body) || message.body.stream !== data.stream) return data;
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
      return { ...data, buckets: mergeBuckets(data.buckets, message.body.buckets) };
    case "threshold":
      return { ...data, thresholds: mergeSteps(data.thresholds, message.body.step) };
    case "alert":
      if (message.body.change !== "raised") return data;
      return { ...data, alerts: mergeMarks(data.alerts, markOf(message.body.alert)) };
    default:
      return data;
  }
}

/** Buckets by start, the newer reading of each, about an hour of them. */
export function mergeBuckets(known: readonly ChartBucket[], pushed: readonly ChartBucket[]): ChartBucket[] {
  const seconds = known[0]?.seconds ?? pushed[0]?.seconds ?? 1;
  const byStart = new Map(known.map((bucket) => [bucket.start, bucket]));
  // A view in coarser steps is read again instead: quantiles of seconds do not add up to quantiles of minutes.
  for (const bucket of pushed) if (bucket.seconds === seconds) byStart.set(bucket.start, bucket);
  const merged = [...byStart.values()].sort((left, right) => left.start - right.start);
  const oldest = (merged.at(-1)?.start ?? 0) - keptMs;
  const from = merged.findIndex((bucket) => bucket.start >= oldest);
  return from <= 0 ? merged : merged.slice(from);
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
  return { id, at: Date.parse(alert.createdAt), score, severity, title };
}
