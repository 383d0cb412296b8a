import type { SpotCheck } from "../../lib/contracts/thresholds.ts";

type Row = Pick<SpotCheck, "id" | "state">;

/** The row that a person goes on to from one that was judged: the next that still waits below it, else the nearest above. */
export function nextWaiting<T extends Row>(rows: readonly T[], id: number): T | undefined {
  const at = rows.findIndex((row) => row.id === id);
  const waits = (row: T) => row.state === "open" && row.id !== id;
  return rows.slice(at + 1).find(waits) ?? rows.slice(0, Math.max(0, at)).findLast(waits);
}
