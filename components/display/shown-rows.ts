interface Row {
  readonly id: number;
}

/** What a list shows and what it holds back, so that nothing moves under the eyes of who reads it. */
export interface ShownRows<T extends Row> {
  readonly rows: readonly T[];
  /** Ids that would stand above or between what is shown. */
  readonly held: readonly number[];
}

/**
 * Brings the shown rows up to date in their places. New rows are appended where they belong after the last one shown
 * (the next page); any other waits to be asked for. A row that no longer matches stays until then.
 */
export function updateShown<T extends Row>(shown: readonly T[], known: readonly T[]): ShownRows<T> {
  const shownIds = new Set(shown.map((row) => row.id));
  const lastShown = known.findLastIndex((row) => shownIds.has(row.id));
  const byId = new Map(known.map((row) => [row.id, row]));
  const updated = shown.map((row) => byId.get(row.id) ?? row);
  // Nothing of what is shown is known any more: there is no "after" to append to.
  const tail = lastShown < 0 && shown.length > 0 ? [] : known.slice(lastShown + 1);
  const held = (lastShown < 0 && shown.length > 0 ? known : known.slice(0, lastShown + 1))
    .filter((row) => !shownIds.has(row.id))
    .map((row) => row.id);
  const same = tail.length === 0 && updated.every((row, index) => row === shown[index]);
  return { rows: same ? shown : [...updated, ...tail], held };
}
