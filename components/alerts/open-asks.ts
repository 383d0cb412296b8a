/**
 * Ids of alerts that were asked to be shown (null: none) and that React has not heard back from the address yet, oldest
 * first. Next tells a changed address late, as a transition; a key pressed meanwhile must act on what was asked for.
 */
export type OpenAsks = readonly (number | null)[];

/** What is open: the last ask, or what the address says. */
export function openIdOf(asks: OpenAsks, addressed: number | null): number | null {
  const last = asks.at(-1);
  return last === undefined ? addressed : last;
}

/** The asks with one more; asking for what is open already adds nothing. */
export function withAsk(asks: OpenAsks, id: number | null, addressed: number | null): OpenAsks {
  return openIdOf(asks, addressed) === id ? asks : [...asks, id];
}

/** The asks still unanswered once the address says this; an address that nobody asked for wins over all of them. */
export function withoutAnswered(asks: OpenAsks, addressed: number | null): OpenAsks {
  const answered = asks.indexOf(addressed);
  return answered < 0 ? [] : asks.slice(answered + 1);
}
