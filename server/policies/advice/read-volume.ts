import type { Volume } from "../../../lib/thresholds/choose/capacity-wish.ts";
import type { App } from "../../http/app.ts";
import { type BlockRow, blockColumns, decodeStretch, readTail, type StoredStretch } from "../preview/read-stretches.ts";

/** Alerts of so many days count, and the newest of them; more would say the same. */
export const adviceDays = 30;
const mostAlerts = 50_000;
/** About 130,000 events: enough to tell one in ten thousand by. */
const blocks = 32;
const dayMs = 86_400_000;

const alertsSql = `SELECT margin, (extract(epoch FROM now() - created_at) / 86400)::float8 AS days
  FROM alert WHERE stream = $1 AND created_at >= now() - interval '${adviceDays} days' ORDER BY id DESC LIMIT ${mostAlerts}`;
const blocksSql = `SELECT ${blockColumns} FROM score_block WHERE stream = $1 ORDER BY block DESC LIMIT ${blocks}`;

interface Received {
  readonly margins: number[];
  first: number;
  last: number;
}

function add(into: Received, { columns, from, to, receivedMs }: StoredStretch): void {
  for (let row = from; row < to; row += 1) {
    const margin = columns.margin[row] ?? Number.NaN;
    if (Number.isNaN(margin)) continue;
    const received = columns.detail?.received[row] ?? receivedMs;
    into.margins.push(margin);
    if (received < into.first) into.first = received;
    if (received > into.last) into.last = received;
  }
}

/** Margins of the newest events, ascending, and the days within which they were received. */
async function readEvents({ pool }: App, stream: number): Promise<Pick<Volume, "events" | "eventDays">> {
  const found: Received = { margins: [], first: Number.POSITIVE_INFINITY, last: Number.NEGATIVE_INFINITY };
  const { rows } = await pool.query<BlockRow>(blocksSql, [stream]);
  for (const row of rows) add(found, await decodeStretch(pool, stream, row));
  for await (const stretch of readTail(pool, { stream })) add(found, stretch);
  const days = (found.last - found.first) / dayMs;
  return { events: Float64Array.from(found.margins).sort(), eventDays: days > 0 ? days : 0 };
}

/** What came in of late. Null before `notify` stands anywhere. */
export async function readVolume(app: App, stream: number): Promise<Volume | null> {
  const { db, pool } = app;
  const change = await db.thresholdChange.findFirst({
    where: { stream, notify: { not: null } },
    orderBy: { version: "desc" },
    select: { notify: true },
  });
  if (change === null || change.notify === null) return null;
  const [alerts, events] = await Promise.all([
    pool.query<{ margin: number; days: number }>(alertsSql, [stream]),
    readEvents(app, stream),
  ]);
  return {
    alerts: Float64Array.from(alerts.rows, ({ margin }) => margin),
    alertDays: alerts.rows.reduce((longest, { days }) => Math.max(longest, days), 1 / 24),
    ...events,
    current: change.notify,
  };
}
