import type { AlertSort } from "../../lib/contracts/alert-query.ts";

/** Every column of the list: its name, its usual width in px (null takes what is left), and the order it can give. */
export const columnTable = {
  severity: { name: "Severity", width: 104, sort: "severity", numeric: false },
  score: { name: "Score", width: 112, sort: "score", numeric: true },
  alert: { name: "Alert", width: null, sort: null, numeric: false },
  entities: { name: "Entities", width: 208, sort: null, numeric: false },
  events: { name: "Events", width: 72, sort: "events", numeric: true },
  lastSeen: { name: "Last seen", width: 104, sort: "lastSeen", numeric: true },
  status: { name: "Status", width: 112, sort: null, numeric: false },
  assignee: { name: "Assignee", width: 128, sort: null, numeric: false },
  raised: { name: "Raised", width: 152, sort: "newest", numeric: true },
  firstSeen: { name: "First seen", width: 152, sort: null, numeric: true },
  detectors: { name: "Detectors", width: 168, sort: null, numeric: false },
  techniques: { name: "ATT&CK", width: 112, sort: null, numeric: false },
  confidence: { name: "Confidence", width: 96, sort: null, numeric: true },
  snoozedUntil: { name: "Snoozed until", width: 152, sort: null, numeric: true },
  id: { name: "Number", width: 80, sort: null, numeric: true },
} as const satisfies Readonly<
  Record<string, { name: string; width: number | null; sort: AlertSort | null; numeric: boolean }>
>;
export type ColumnName = keyof typeof columnTable;

export interface ShownColumn {
  readonly name: ColumnName;
  /** In px; null takes what the others leave. */
  readonly width: number | null;
}

const narrowest = 48;
const widest = 800;

const usual: readonly ColumnName[] = [
  "severity",
  "score",
  "alert",
  "entities",
  "events",
  "lastSeen",
  "assignee",
  "status",
];
const usualWidth = (name: ColumnName): ShownColumn => ({ name, width: columnTable[name].width });
export const usualColumns: readonly ShownColumn[] = usual.map(usualWidth);

const isColumn = (name: string): name is ColumnName => name in columnTable;

/** A width within what can be read. */
export const fittingWidth = (width: number) => Math.round(Math.min(widest, Math.max(narrowest, width)));

/** `score,alert,entities:300` as columns; unknown names count as not said, and without any the usual ones are shown. */
export function parseColumns(text: string | null): readonly ShownColumn[] {
  const shown = new Map<ColumnName, ShownColumn>();
  for (const part of (text ?? "").split(",")) {
    const [name = "", width = ""] = part.split(":");
    if (!isColumn(name)) continue;
    shown.set(name, /^\d{1,4}$/.test(width) ? { name, width: fittingWidth(Number(width)) } : usualWidth(name));
  }
  if (shown.size === 0) return usualColumns;
  // Without its title an alert could not be opened.
  if (!shown.has("alert")) shown.set("alert", usualWidth("alert"));
  return [...shown.values()];
}

/** The columns as the address holds them; empty for the usual ones. */
export function columnsText(columns: readonly ShownColumn[]): string {
  const text = (list: readonly ShownColumn[]) =>
    list
      .map(({ name, width }) => (width === columnTable[name].width || width === null ? name : `${name}:${width}`))
      .join(",");
  return text(columns) === text(usualColumns) ? "" : text(columns);
}

/** The columns with this one shown or not; a new one comes last. */
export function withToggled(columns: readonly ShownColumn[], name: ColumnName): readonly ShownColumn[] {
  return columns.some((column) => column.name === name)
    ? columns.filter((column) => column.name !== name)
    : [...columns, usualWidth(name)];
}

/** The columns with this one moved so many places. */
export function withMoved(columns: readonly ShownColumn[], name: ColumnName, by: number): readonly ShownColumn[] {
  const from = columns.findIndex((column) => column.name === name);
  const to = Math.min(columns.length - 1, Math.max(0, from + by));
  const moved = columns[from];
  if (moved === undefined || to === from) return columns;
  const rest = columns.filter((column) => column.name !== name);
  return [...rest.slice(0, to), moved, ...rest.slice(to)];
}

export function withWidth(columns: readonly ShownColumn[], name: ColumnName, width: number): readonly ShownColumn[] {
  return columns.map((column) => (column.name === name ? { name, width: fittingWidth(width) } : column));
}
