import type { AlertStanding } from "../../lib/contracts/alert-query.ts";

/** Alerts chosen for one change, and the one from which a range is drawn. */
export interface Selection {
  readonly ids: ReadonlySet<number>;
  readonly anchor: number | null;
  /** What matched when all that match were chosen, listed or not; null while only listed ones were chosen. */
  readonly matching: Matching | null;
}

/** Alerts as the server answered them; `cut` when more match than one answer takes. */
export interface Matching {
  readonly items: readonly AlertStanding[];
  readonly cut: boolean;
}

export const noSelection: Selection = { ids: new Set(), anchor: null, matching: null };

/** One alert chosen, or no longer; ranges are drawn from it. */
export function withToggled({ ids, matching }: Selection, id: number): Selection {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return { ids: next, anchor: id, matching: next.size === 0 ? null : matching };
}

/** Everything from the anchor to this alert, as they are listed; just this one where there is no anchor. */
export function withRange(selection: Selection, rows: readonly { readonly id: number }[], id: number): Selection {
  const from = rows.findIndex((row) => row.id === selection.anchor);
  const to = rows.findIndex((row) => row.id === id);
  if (from < 0 || to < 0) return { ...selection, ids: new Set([...selection.ids, id]), anchor: id };
  const range = rows.slice(Math.min(from, to), Math.max(from, to) + 1).map((row) => row.id);
  return { ...selection, ids: new Set([...selection.ids, ...range]) };
}

/** All that are listed; none when they all were. */
export function withAll(selection: Selection, rows: readonly { readonly id: number }[]): Selection {
  if (allListed(selection, rows)) return noSelection;
  const listed = rows.map((row) => row.id);
  return { ...selection, ids: new Set(selection.matching === null ? listed : [...selection.ids, ...listed]) };
}

/** Whether everything listed is chosen. */
export function allListed({ ids }: Pick<Selection, "ids">, rows: readonly { readonly id: number }[]): boolean {
  return rows.every((row) => ids.has(row.id));
}

/** With all that match, whether listed or not. Where the choice was given up while they were asked for, it stays so. */
export function withMatching(selection: Selection, matching: Matching): Selection {
  if (selection.ids.size === 0) return selection;
  return { ...selection, ids: new Set([...selection.ids, ...matching.items.map(({ id }) => id)]), matching };
}

/** The chosen alerts: those listed as they are shown, in their order, then the others as the server answered them. */
export function chosenOf<R extends AlertStanding>(
  { ids, matching }: Pick<Selection, "ids" | "matching">,
  rows: readonly R[],
): (R | AlertStanding)[] {
  const listed = rows.filter(({ id }) => ids.has(id));
  const shown = new Set(listed.map(({ id }) => id));
  const others = matching?.items.filter(({ id }) => ids.has(id) && !shown.has(id)) ?? [];
  return [...listed, ...others];
}

/** Without these. */
export function without(selection: Selection, gone: readonly number[]): Selection {
  const next = new Set(selection.ids);
  for (const id of gone) next.delete(id);
  return { ...selection, ids: next, matching: next.size === 0 ? null : selection.matching };
}
