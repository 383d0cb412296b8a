import { endRequests } from "./end-requests.ts";
import { expireDays, expireMessages, expireOldRows } from "./expire.ts";
import { finishStreamRemovals } from "./finish-removals.ts";
import type { Job } from "./job.ts";
import { measureAllSources } from "./measure-sources.ts";
import { mergeHours, mergeMinutes } from "./merge-rollups.ts";
import { preparePartitions } from "./prepare-partitions.ts";
import { wakeSnoozed } from "./wake-snoozed.ts";

/** Every job there is. */
export const allJobs: readonly Job[] = [
  preparePartitions,
  mergeMinutes,
  mergeHours,
  measureAllSources,
  finishStreamRemovals,
  wakeSnoozed,
  endRequests,
  expireMessages,
  expireOldRows,
  expireDays,
];
