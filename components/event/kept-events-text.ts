/** What people were not told of, or were, by an exception or by moves away from the anchor: as the address names it. */
export type KeptBack = "hidden" | "shown" | `exception.${string}`;

/** Of an address; null where it names none. */
export function keptBackOf(text: string | null): KeptBack | null {
  if (text === "hidden" || text === "shown") return text;
  return text?.startsWith("exception.") ? `exception.${text.slice("exception.".length)}` : null;
}

/** What the list of events is filtered by. */
export function keptBackQuery(what: KeptBack): Readonly<Record<string, string>> {
  if (what === "hidden" || what === "shown") return { adaptation: what, order: "score" };
  return { excepted: what.slice("exception.".length) };
}

export const keptEventsText = {
  hidden: "Hidden by moves away from the anchor",
  shown: "Shown by moves away from the anchor",
  excepted: "Covered by an exception",
  hiddenHint: "Scored at or above the anchor and below where notify stood then, since the guard began; highest first.",
  shownHint: "Scored below the anchor and at or above where notify stood then, since the guard began; highest first.",
  exceptedHint: "Reached a band and were kept out of it; newest first. They are scored and stored as ever.",
  loading: "Loading the events",
  none: "None that is still stored",
  more: "Show more",
  back: "Back to the list",
} as const;
