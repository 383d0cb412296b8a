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

interface Step {
  readonly rows: readonly AlertRow[];
  readonly cursorId: number | null;
  readonly by: number;
  /** The uppermost row on the screen. */
  readonly topIndex: number;
}

/**
 * The row so many steps from the cursor, within the list. Where the cursor is on none, the uppermost in sight: who has
 * scrolled far is not thrown back to the top.
 */
export function rowBeside({ rows, cursorId, by, topIndex }: Step): AlertRow | undefined {
  const index = rows.findIndex((row) => row.id === cursorId);
  return rows[Math.min(rows.length - 1, Math.max(0, index < 0 ? topIndex : index + by))];
}
