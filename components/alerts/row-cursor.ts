import type { AlertRow } from "../../lib/contracts/alerts.ts";

/** The row that keys act on, and whether the keyboard shall follow: then it takes the focus. */
export interface RowCursor {
  readonly id: number;
  readonly byKey: boolean;
}

interface CursorInput {
  readonly rows: readonly AlertRow[];
  readonly openId: number | null;
  readonly movedId: number | null;
}

/** The alert that keys act on: the open one, or the row moved to. Never one that is not on the screen. */
export function cursorIdOf({ rows, openId, movedId }: CursorInput): number | null {
  return openId ?? rows.find((row) => row.id === movedId)?.id ?? null;
}

/** The row so many steps from the cursor, within the list; the first where the cursor is on none. */
export function rowBeside(rows: readonly AlertRow[], cursorId: number | null, step: number): AlertRow | undefined {
  const index = rows.findIndex((row) => row.id === cursorId);
  return rows[index < 0 ? 0 : Math.min(rows.length - 1, Math.max(0, index + step))];
}
