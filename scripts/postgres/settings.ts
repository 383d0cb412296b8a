import { totalmem } from "node:os";

const megabyte = 1024 * 1024;

/** An eighth of the memory, at most 512 MB (measured: more brings nothing here), at least 32 MB. */
function sharedBuffersMb(totalBytes: number): number {
  return Math.max(32, Math.min(512, Math.floor(totalBytes / megabyte / 8)));
}

/**
 * Settings of the embedded server. Durability stays at PostgreSQL's defaults: an acknowledged event is a committed one.
 * Checkpoints are far apart because the event log writes much and overwrites nothing.
 */
export function productionSettings(): Readonly<Record<string, string>> {
  return {
    shared_buffers: `${sharedBuffersMb(totalmem())}MB`,
    max_wal_size: "4GB",
    checkpoint_timeout: "15min",
    max_connections: "60",
    log_min_messages: "warning",
  };
}

/** For tests only: nothing survives a power cut, and commits are quick. */
export const throwAwaySettings: Readonly<Record<string, string>> = {
  shared_buffers: "128MB",
  max_connections: "200",
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
};
