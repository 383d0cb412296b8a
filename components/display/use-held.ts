"use client";

import { useState } from "react";

export interface Held<T> {
  readonly shown: readonly T[];
  /** Rows that came since the list stands still. */
  readonly fresh: number;
  /** Shows the newest rows; goes on standing still if it did. */
  readonly renew: () => void;
}

interface Hold {
  /** Somebody reads the list. */
  readonly held: boolean;
  /** What the list is of: another list, or another order of it, is shown at once. */
  readonly listId: string;
}

/** A list that stands still while it is read, and counts what came meanwhile. */
export function useHeld<T extends { readonly id: number }>(rows: readonly T[], { held, listId }: Hold): Held<T> {
  const [kept, setKept] = useState<{ readonly listId: string; readonly rows: readonly T[] } | null>(null);
  const current = kept !== null && kept.listId === listId ? kept : null;
  // An empty list is not held: a link to an open event would keep it empty while the data comes in behind it.
  if (held && current === null && rows.length > 0) setKept({ listId, rows });
  if ((!held || (current === null && rows.length === 0)) && kept !== null) setKept(null);
  const shown = held ? (current?.rows ?? rows) : rows;
  const known = new Set(shown.map((row) => row.id));
  const fresh = shown === rows ? 0 : rows.reduce((count, row) => (known.has(row.id) ? count : count + 1), 0);
  return { shown, fresh, renew: () => setKept(held ? { listId, rows } : null) };
}
