import { countScore, createHistogram } from "../../lib/pipeline/score-histogram.ts";
import type { RaisedAt } from "../../server/alerts/raise-alerts.ts";
import { eachScored, type ScoredPart } from "../../server/event-log/scored-part.ts";
import type { OpenBucket } from "../../server/scoring/write-rollups.ts";

/** Seconds kept in memory after the newest, for blocks that come late. */
const keptSeconds = 120;

/** Scores by the second in which they were received, until they are written. */
export interface RollupWindow {
  add(parts: readonly ScoredPart[], raised: readonly RaisedAt[]): void;
  /** The seconds that changed since the last call, whole. */
  takeChanged(): OpenBucket[];
}

const secondOf = (ms: number) => Math.floor(ms / 1000);

/**
 * `newestSecond` is the newest that was ever written. A second after it begins here, so that what is written replaces
 * what is there; one before it that is no longer in memory is incomplete, and is completed from the table.
 */
export function createRollupWindow(newestSecond: number): RollupWindow {
  const buckets = new Map<number, OpenBucket>();
  const changed = new Set<number>();
  let newest = newestSecond;

  function bucketOf(second: number): OpenBucket {
    changed.add(second);
    const known = buckets.get(second);
    if (known !== undefined) return known;
    const fresh = {
      startMs: second * 1000,
      histogram: createHistogram(),
      flagged: 0,
      alerts: 0,
      complete: second > newest,
    };
    buckets.set(second, fresh);
    newest = Math.max(newest, second);
    return fresh;
  }

  function forgetOld(): void {
    for (const second of buckets.keys()) {
      if (second < newest - keptSeconds && !changed.has(second)) buckets.delete(second);
    }
  }

  return {
    add(parts, raised) {
      eachScored(parts, (part, row) => {
        const bucket = bucketOf(secondOf(part.receivedMs));
        countScore(bucket.histogram, part.scored.score[row] ?? Number.NaN);
        if ((part.scored.band[row] ?? 0) > 0) bucket.flagged += 1;
      });
      for (const { receivedMs } of raised) bucketOf(secondOf(receivedMs)).alerts += 1;
    },
    takeChanged() {
      const taken = [...changed].sort((a, b) => a - b).flatMap((second) => buckets.get(second) ?? []);
      changed.clear();
      forgetOld();
      return taken;
    },
  };
}
