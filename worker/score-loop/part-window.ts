import { countScore, createHistogram } from "../../lib/pipeline/score-histogram.ts";
import type { RaisedAt } from "../../server/alerts/raise-alerts.ts";
import { eachScored, type ScoredPart } from "../../server/event-log/scored-part.ts";
import { type OpenPartBucket, partDimension, partSeconds } from "../../server/scoring/write-parts.ts";

/** Buckets kept in memory after the newest, for blocks that come late. */
const keptBuckets = 3;
const bucketMs = partSeconds * 1000;

/** Scores by source and by class, until they are written. */
export interface PartWindow {
  /** What was scored up to the offset `to`. */
  add(parts: readonly ScoredPart[], raised: readonly RaisedAt[], to: number): void;
  /** The growing bucket of a part. */
  bucketOf(dimension: number, key: number, startMs: number): OpenPartBucket;
  /** The buckets that changed since the last call, whole or to be completed from the table. */
  takeChanged(): readonly OpenPartBucket[];
  /** Offset below which all is counted. */
  readonly countedTo: number;
}

/** The parts of one stretch of ten seconds, by dimension and key. */
type Stretch = Readonly<Record<1 | 2, Map<number, OpenPartBucket>>>;

const startOf = (receivedMs: number) => Math.floor(receivedMs / bucketMs) * bucketMs;

/** Rows of one part mostly share source and class with the row before: looked up only where they differ. */
function countRows(parts: readonly ScoredPart[], bucketOf: PartWindow["bucketOf"]): void {
  let [source, classUid, receivedMs] = [-1, -1, -1];
  let bySource: OpenPartBucket | null = null;
  let byClass: OpenPartBucket | null = null;
  eachScored(parts, (part, row) => {
    const { columns, scored, from } = part;
    const moved = part.receivedMs !== receivedMs;
    receivedMs = part.receivedMs;
    const rowSource = columns.source[from + row] ?? 0;
    const rowClass = columns.classUid[from + row] ?? 0;
    if (moved || bySource === null || rowSource !== source) {
      source = rowSource;
      bySource = bucketOf(partDimension.source, source, startOf(receivedMs));
    }
    if (moved || byClass === null || rowClass !== classUid) {
      classUid = rowClass;
      byClass = bucketOf(partDimension.class, classUid, startOf(receivedMs));
    }
    const score = scored.score[row] ?? Number.NaN;
    countScore(bySource.histogram, score);
    countScore(byClass.histogram, score);
    if ((scored.band[row] ?? 0) === 0) return;
    bySource.flagged += 1;
    byClass.flagged += 1;
  });
}

/** Begins at `position`: what was scored before it is counted by whoever begins. */
export function createPartWindow(position: number): PartWindow {
  const stretches = new Map<number, Stretch>();
  const changed = new Set<OpenPartBucket>();
  let countedTo = position;
  let newest = 0;

  function stretchOf(startMs: number): Stretch {
    const known = stretches.get(startMs);
    if (known !== undefined) return known;
    const fresh: Stretch = { 1: new Map(), 2: new Map() };
    stretches.set(startMs, fresh);
    newest = Math.max(newest, startMs);
    return fresh;
  }

  function bucketIn(stretch: Stretch, dimension: 1 | 2, key: number, startMs: number): OpenPartBucket {
    const known = stretch[dimension].get(key);
    if (known !== undefined) {
      changed.add(known);
      return known;
    }
    // The table may hold an earlier part of it, of before a restart or of before it was forgotten here.
    const histogram = createHistogram();
    const fresh = { dimension, key, startMs, histogram, flagged: 0, alerts: 0, complete: false };
    stretch[dimension].set(key, fresh);
    changed.add(fresh);
    return fresh;
  }

  const bucketOf = (dimension: number, key: number, startMs: number) =>
    bucketIn(stretchOf(startMs), dimension === partDimension.source ? 1 : 2, key, startMs);

  return {
    bucketOf,
    get countedTo() {
      return countedTo;
    },
    add(parts, raised, to) {
      countRows(parts, bucketOf);
      for (const { receivedMs, source, classUid } of raised) {
        bucketOf(partDimension.source, source, startOf(receivedMs)).alerts += 1;
        bucketOf(partDimension.class, classUid, startOf(receivedMs)).alerts += 1;
      }
      countedTo = to;
    },
    takeChanged() {
      const taken = [...changed];
      changed.clear();
      for (const start of stretches.keys()) {
        if (start < newest - keptBuckets * bucketMs) stretches.delete(start);
      }
      return taken;
    },
  };
}
