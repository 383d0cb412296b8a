/** Alerts chosen for one change, and the one from which a range is drawn. */
export interface Selection {
  readonly ids: ReadonlySet<number>;
  readonly anchor: number | null;
}

export const noSelection: Selection = { ids: new Set(), anchor: null };

/** One alert chosen, or no longer; ranges are drawn from it. */
export function withToggled({ ids }: Selection, id: number): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id };
}

/** Everything from the anchor to this alert, as they are listed; just this one where there is no anchor. */
export function withRange(selection: Selection, rows: readonly { readonly id: number }[], id: number): Selection {
  const from = rows.findIndex((row) => row.id === selection.anchor);
  const to = rows.findIndex((row) => row.id === id);
  if (from < 0 || to < 0) return { ids: new Set([...selection.ids, id]), anchor: id };
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
  return { ids: new Set([...selection.ids, ...range]), anchor: selection.anchor };
}

/** All that are listed; none when they all were. */
export function withAll({ ids, anchor }: Selection, rows: readonly { readonly id: number }[]): Selection {
  return rows.every((row) => ids.has(row.id)) ? noSelection : { ids: new Set(rows.map((row) => row.id)), anchor };
}

/** Without these. */
export function without({ ids, anchor }: Selection, gone: readonly number[]): Selection {
  const next = new Set(ids);
  for (const id of gone) next.delete(id);
  return { ids: next, anchor };
}
