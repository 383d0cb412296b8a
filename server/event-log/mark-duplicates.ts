import type { OpenJob, Outcome } from "./append-job.ts";
import type { IdSet } from "./id-set.ts";
import type { RecentIds } from "./recent-ids.ts";

/**
 * Decides for each readable record whether it is a duplicate: its real id was committed within the window, or comes
 * twice in this gather. Content is never a reason. Returns whether any decision changed.
 */
export function markDuplicates(jobs: readonly OpenJob[], recent: RecentIds, gathered: IdSet): boolean {
  gathered.clear();
  let changed = false;
  for (const { job } of jobs) {
    for (const record of job.records) {
      if (record.outcome === "refused") continue;
      const { idHigh, idLow } = record;
      const hasId = idHigh !== 0 || idLow !== 0;
      const known = hasId && (recent.has(idHigh, idLow) || !gathered.add(idHigh, idLow));
      const outcome: Outcome = known ? "duplicate" : "accepted";
      if (outcome === record.outcome) continue;
      record.outcome = outcome;
      changed = true;
    }
  }
  return changed;
}
