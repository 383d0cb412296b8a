"use client";

import { useState } from "react";

export interface Held<T> {
  readonly shown: readonly T[];
  /** Rows that came since the list stands still. */
  readonly fresh: number;
  /** Shows the newest rows; goes on standing still if it did. */
  readonly renew: () => void;
}

/** A list that stands still while it is read, and counts what came meanwhile. */
export function useHeld<T extends { readonly id: number }>(rows: readonly T[], held: boolean): Held<T> {
  const [kept, setKept] = useState<readonly T[] | null>(null);
  if (held && kept === null) setKept(rows);
  if (!held && kept !== null) setKept(null);
  const shown = held ? (kept ?? rows) : rows;
  const known = new Set(shown.map((row) => row.id));
  const fresh = shown === rows ? 0 : rows.reduce((count, row) => (known.has(row.id) ? count : count + 1), 0);
  return { shown, fresh, renew: () => setKept(held ? rows : null) };
}
