import type { LedgerCounts } from "../../lib/contracts/ledger.ts";
import type { LedgerCell, LedgerMinutes, LedgerMinutesQuery } from "../../lib/contracts/ledger-minutes.ts";
import { noCounts } from "../../lib/contracts/ledger-sums.ts";
import type { Pool, PoolClient, Queryable } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import { differencesIn } from "./balance-ledger.ts";
import { inSnapshot, withClient } from "./ledger-snapshot.ts";
import {
  deadByMinute,
  fitSpan,
  intakeByMinute,
  type MinuteCount,
  type MinuteSpan,
  scoredByMinute,
  waitingByMinute,
} from "./minute-counts.ts";
import { readSourceNames, readStanding } from "./read-standing.ts";

const minuteMs = 60_000;
const mostDifferences = 100;

type Cells = Map<number, Map<number, LedgerCounts>>;

function put(
  cells: Cells,
  { source, at }: { readonly source: number; readonly at: Date },
  more: Partial<LedgerCounts>,
) {
  const ofSource = cells.get(source) ?? new Map<number, LedgerCounts>();
  cells.set(source, ofSource);
  ofSource.set(at.getTime(), { ...(ofSource.get(at.getTime()) ?? noCounts), ...more });
}

/** Left sides from what ingest answered; right sides each counted in its own table. */
async function countCells(db: Queryable, span: MinuteSpan, position: number): Promise<Cells> {
  const cells: Cells = new Map();
  for (const row of await intakeByMinute(db, span)) {
    const { total: received, rejected, duplicate, accepted } = row;
    put(cells, row, { received, rejected, duplicate, accepted });
  }
  const sides: readonly [keyof LedgerCounts, readonly MinuteCount[]][] = [
    ["scored", await scoredByMinute(db, span)],
    ["deadLettered", await deadByMinute(db, span)],
    ["waiting", await waitingByMinute(db, span, position)],
  ];
  for (const [side, rows] of sides) for (const row of rows) put(cells, row, { [side]: row.n });
  return cells;
}

async function expiredDays(db: Queryable, { stream, from, to }: MinuteSpan): Promise<string[]> {
  const { rows } = await db.query<{ day: string }>({
    text: `SELECT DISTINCT to_char(day, 'YYYY-MM-DD') AS day FROM ledger_expired
      WHERE stream = $1 AND day >= ($2::timestamptz AT TIME ZONE 'UTC')::date AND day <= ($3::timestamptz AT TIME ZONE 'UTC')::date
      ORDER BY 1`,
    values: [stream, from, to],
  });
  return rows.map(({ day }) => day);
}

/** `2026-11-22 12:04 UTC` */
function minuteName(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

interface SpanOfMinutes {
  readonly stream: number;
  readonly from: Date;
  readonly to: Date;
}

async function read(client: PoolClient, asked: SpanOfMinutes, query: LedgerMinutesQuery): Promise<LedgerMinutes> {
  const standing = await readStanding(client, asked.stream);
  const names = await readSourceNames(client, asked.stream);
  const span = await fitSpan(client, asked);
  const cells = await countCells(client, span, standing.position);
  const differences: LedgerMinutes["differences"] = [];
  const sources = [...cells]
    .map(([id, ofSource]) => {
      const { name, format } = names.get(id) ?? { name: `source ${id}`, format: "unknown" };
      const ofMinutes = [...ofSource].sort(([a], [b]) => a - b);
      const counted = ofMinutes.map(([at, counts]): LedgerCell => {
        const found = differencesIn(`${name} (${format}), ${minuteName(at)}`, counts);
        for (const text of found) differences.push({ source: id, at, text });
        return { at, balanced: found.length === 0, ...counts };
      });
      return { id, name, format, cells: counted };
    })
    .sort((a, b) => (a.name === b.name ? a.id - b.id : a.name < b.name ? -1 : 1));
  differences.sort((a, b) => b.at - a.at);
  return {
    stream: query.stream,
    asOf: standing.asOf.toISOString(),
    from: span.from.getTime(),
    to: span.to.getTime(),
    narrowed: span.narrowed,
    balanced: differences.length === 0,
    differences: differences.slice(0, mostDifferences),
    expiredDays: await expiredDays(client, span),
    sources,
  };
}

/**
 * The conservation ledger by source and minute, exact, in one snapshot. A period leads to its blocks, and these to the
 * offsets of its events, by index; what would take too long to count is left out from its old end, and said.
 */
export function readLedgerMinutes(pool: Pool, query: LedgerMinutesQuery, now: Date): Promise<LedgerMinutes> {
  const until = query.until === undefined ? now.getTime() + minuteMs : Date.parse(query.until);
  const to = new Date(Math.floor(until / minuteMs) * minuteMs);
  const from = new Date(to.getTime() - query.minutes * minuteMs);
  const stream = streamNumbers[query.stream];
  return withClient(pool, (client) => inSnapshot(client, stream, () => read(client, { stream, from, to }, query)));
}
