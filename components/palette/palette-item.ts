/** A line of the palette: what it does, and where that belongs. */
export interface PaletteItem {
  readonly id: string;
  readonly group: string;
  readonly label: string;
  /** What else it is found by, and what is said beside it. */
  readonly detail?: string;
  /** Keys that do the same on their own. */
  readonly keys?: string;
  readonly run: () => void;
}

/** Whether every word of the query begins a word of the item; the order of words does not matter. */
function matches({ label, detail = "", group }: PaletteItem, words: readonly string[]): boolean {
  const text = ` ${group} ${label} ${detail}`.toLowerCase();
  return words.every((word) => text.includes(` ${word}`));
}

/** The items that a query finds, in the order given; all of them without a query. */
export function findItems(items: readonly PaletteItem[], query: string): readonly PaletteItem[] {
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return words.length === 0 ? items : items.filter((item) => matches(item, words));
}

/** What of the product has a number and can be opened by it. */
export interface Numbered {
  /** As people say it: "Alert". */
  readonly what: string;
  readonly href: (id: number) => string;
}

/** What a query such as `12`, `#12` or `alert 12` opens: of everything numbered, or of what it names. */
export function findNumbered(
  numbered: readonly Numbered[],
  query: string,
): readonly { readonly what: string; readonly href: string; readonly id: number }[] {
  const [, word = "", digits = ""] = /^\s*([a-z]*)\s*#?\s*(\d{1,15})\s*$/i.exec(query) ?? [];
  if (digits === "") return [];
  const id = Number(digits);
  return numbered
    .filter(({ what }) => what.toLowerCase().startsWith(word.toLowerCase()))
    .map(({ what, href }) => ({ what, id, href: href(id) }));
}
