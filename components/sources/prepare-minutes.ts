import type { LedgerCounts } from "../../lib/contracts/ledger.ts";
import type { LedgerMinutes } from "../../lib/contracts/ledger-minutes.ts";
import { addCounts } from "../../lib/contracts/ledger-sums.ts";

const minuteMs = 60_000;

/** One minute of a strip. `level` 0 to 4 says how much came in, against the busiest minute of all sources. */
export interface StripMinute {
  readonly at: number;
  readonly level: number;
  readonly bad: boolean;
}

export interface LedgerLine {
  readonly id: number;
  readonly name: string;
  readonly format: string;
  readonly strip: readonly StripMinute[];
  /** Of the chosen minute, or of all of them together. */
  readonly counts: LedgerCounts;
  readonly balanced: boolean;
  /** Minutes that do not add up. */
  readonly badMinutes: number;
}

export interface LedgerGrid {
  readonly from: number;
  readonly to: number;
  readonly minutes: number;
  readonly lines: readonly LedgerLine[];
  readonly together: LedgerCounts;
  readonly balanced: boolean;
}

/** By powers of the busiest minute: a quiet source is told from none at all. */
function levelOf(received: number, busiest: number): number {
  if (received === 0) return 0;
  return 1 + Math.min(3, Math.floor((3.999 * Math.log1p(received)) / Math.log1p(Math.max(1, busiest))));
}

/** The ledger as strips of minutes with their sums; with `chosen` the figures are of that minute alone. */
export function prepareMinutes(ledger: LedgerMinutes, chosen: number | null): LedgerGrid {
  const minutes = Math.round((ledger.to - ledger.from) / minuteMs);
  const busiest = Math.max(1, ...ledger.sources.flatMap(({ cells }) => cells.map(({ received }) => received)));
  const lines = ledger.sources.map(({ id, name, format, cells }) => {
    const byMinute = new Map(cells.map((cell) => [cell.at, cell]));
    const strip = Array.from({ length: minutes }, (_, index) => {
      const at = ledger.from + index * minuteMs;
      const cell = byMinute.get(at);
      return { at, level: levelOf(cell?.received ?? 0, busiest), bad: cell?.balanced === false };
    });
    const shown = chosen === null ? cells : cells.filter(({ at }) => at === chosen);
    return {
      ...{ id, name, format, strip },
      counts: addCounts(shown),
      balanced: shown.every(({ balanced }) => balanced),
      badMinutes: cells.filter(({ balanced }) => !balanced).length,
    };
  });
  const together = addCounts(lines.map(({ counts }) => counts));
  const { from, to, balanced } = ledger;
  return { from, to, minutes, lines, together, balanced };
}
