import { statfs } from "node:fs/promises";
import type { Queryable } from "../../db/pg.ts";

/** Shares (0-1) of what may be filled. */
export interface DiskUse {
  readonly disk: number;
  readonly retention: number;
}

/** From here on nothing is taken in: what is accepted must also be written, scored and kept. */
const fullestShare = 0.9;

/** Looks how full the disk of the state folder is, and how much of the retention budget the database takes. */
export async function measureDisk(
  db: Queryable,
  { stateDir, retentionBytes }: { readonly stateDir: string; readonly retentionBytes: number },
): Promise<DiskUse> {
  const { blocks, bavail, bfree } = await statfs(stateDir);
  const { rows } = await db.query<{ bytes: string }>({ text: "SELECT pg_database_size(current_database()) AS bytes" });
  // As df: what only the system's administrator may still use counts as neither used nor free.
  const used = blocks - bfree;
  const disk = used + bavail > 0 ? used / (used + bavail) : 0;
  return { disk, retention: Number(rows[0]?.bytes ?? 0) / retentionBytes };
}

/** Why ingest has to stop, or null. */
export function fullReason(use: DiskUse): string | null {
  const percent = (share: number) => `${Math.floor(share * 100)} %`;
  if (use.disk >= fullestShare) return `The disk is ${percent(use.disk)} full.`;
  if (use.retention >= fullestShare) return `The database takes ${percent(use.retention)} of the retention budget.`;
  return null;
}
