import { expireDays, expireMessages, expireOldRows } from "./expire.ts";
import type { Job } from "./job.ts";
import { mergeHours, mergeMinutes } from "./merge-rollups.ts";
import { preparePartitions } from "./prepare-partitions.ts";
import { wakeSnoozed } from "./wake-snoozed.ts";

/** Every job there is. */
export const allJobs: readonly Job[] = [
  preparePartitions,
  mergeMinutes,
  mergeHours,
  wakeSnoozed,
  expireMessages,
  expireOldRows,
  expireDays,
];
