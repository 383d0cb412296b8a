import { createHash } from "node:crypto";
import { to as copyTo } from "pg-copy-streams";
import { connect } from "../../server/db/pg.ts";
import { eventCopyColumns } from "../../server/event-log/score-copy-encode.ts";

const worst = `a.title, a.reason, a.detectors, a.techniques, a.entities::text, a.event_id, a.event_received, a.margin, a.score,
  a.confidence, a.threshold, a.scope, a.threshold_version, a.policy_version, a.class_uid, a.contributions::text, a.features::text`;

/**
 * What scoring alone has written of the stream, in an order of its own. Left out: numbers that a sequence gives, since a
 * transaction that failed leaves gaps, and the wall's time of writing. Alerts have one row a key,
 * since they are resolved when all is scored.
 */
const comparedTables = {
  event: `SELECT ${eventCopyColumns} FROM event WHERE stream = 1 ORDER BY id`,
  scoreBlock: "SELECT block, received, body FROM score_block WHERE stream = 1 ORDER BY block",
  artefact: `SELECT kind, version, "offset", body FROM artefact WHERE stream = 1 ORDER BY kind, version`,
  move: `SELECT version, "offset", policy_version, notify, approve, auto, old_notify, cause, reason, actor, estimated,
    inputs_digest, scopes::text, guard, old_anchor, stream_at FROM threshold_change WHERE stream = 1 ORDER BY version`,
  guardInput: `SELECT number, active_from, payload::text, answer::text FROM guard_input
    WHERE stream = 1 AND number IS NOT NULL ORDER BY number`,
  guardRequest: `SELECT g.guard, g.number, g.active_from, c.payload::text, c.evidence::text FROM guard_request g
    JOIN change_request c ON c.id = g.change_request WHERE g.stream = 1 ORDER BY 1, 2`,
  guardView: "SELECT guard, body::text FROM guard_view WHERE stream = 1",
  spotCheck: `SELECT event_id, received, guard, time, summary, origin, network, margin, score, notify, chance, near, due_at
    FROM spot_check WHERE stream = 1 ORDER BY event_id`,
  alert: `SELECT a.finding_key, a.severity, a.band, a.first_seen, a.last_seen, a.event_count, a.likeness, a.entity_group,
    a.flood, a.origin_count, a.entity_ids, ${worst}
    FROM alert a WHERE a.stream = 1 ORDER BY a.finding_key COLLATE "C"`,
  alertEvent: `SELECT a.finding_key, e.event_id, e.received, e.time, e.margin, e.score, e.summary
    FROM alert_event e JOIN alert a ON a.id = e.alert_id WHERE a.stream = 1 ORDER BY a.finding_key COLLATE "C", e.event_id`,
  alertOrigin: `SELECT a.finding_key, o.entity_id, o.name, o.event_count, o.first_seen, o.last_seen, o.margin, o.event_id
    FROM alert_origin o JOIN alert a ON a.id = o.alert_id WHERE a.stream = 1
    ORDER BY a.finding_key COLLATE "C", o.entity_id`,
  flood: `SELECT number, began_at, began_offset, ended_at, ended_offset, in_minute, in_quarter, usual, findings, folded,
    origins, rows FROM flood WHERE stream = 1 ORDER BY number`,
  floodWatch: "SELECT state::text FROM flood_watch WHERE stream = 1",
} as const;

type TableName = keyof typeof comparedTables;
const names = Object.keys(comparedTables).filter((name): name is TableName => name in comparedTables);

export interface Digested {
  readonly rows: number;
  readonly digest: string;
}

/** Digest of what each statement gives, as the server writes it out in the binary format of COPY. */
async function digestTables(url: string): Promise<Map<TableName, Digested>> {
  const client = await connect({ url, name: "bench compare", queryTimeoutMs: 600_000 });
  const digests = new Map<TableName, Digested>();
  for (const name of names) {
    const hash = createHash("sha256");
    const stream = client.query(copyTo(`COPY (${comparedTables[name]}) TO STDOUT (FORMAT binary)`));
    for await (const chunk of stream) hash.update(chunk);
    digests.set(name, { rows: stream.rowCount, digest: hash.digest("hex") });
  }
  await client.end();
  return digests;
}

/** Larger ones are not looked through for what differs. */
const mostRows = 50_000;

/** `alert: title, margin`: the columns in which any row differs, for whoever has to find out why. */
async function sayDifference(urls: readonly [string, string], name: TableName, rows: number): Promise<string> {
  if (rows > mostRows) return name;
  const [here = [], there = []] = await Promise.all(
    urls.map(async (url) => {
      const client = await connect({ url, name: "bench compare", queryTimeoutMs: 600_000 });
      const found = await client.query<Record<string, unknown>>(comparedTables[name]);
      await client.end();
      return found.rows;
    }),
  );
  const columns = Object.keys(here[0] ?? there[0] ?? {}).filter((column) =>
    here.some((row, i) => JSON.stringify(row[column]) !== JSON.stringify(there[i]?.[column])),
  );
  return `${name} (${here.length}, ${there.length} rows): ${columns.join(", ")}`;
}

export interface Comparison {
  /** Rows of each table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Tables that differ, and in which columns. */
  readonly different: readonly string[];
}

/** Whether two databases hold the same of what scoring writes, to the byte. */
export async function compareTables(url: string, otherUrl: string): Promise<Comparison> {
  const [here, there] = [await digestTables(url), await digestTables(otherUrl)];
  const different: string[] = [];
  for (const name of names) {
    const [own, other] = [here.get(name), there.get(name)];
    if (own?.digest !== other?.digest) different.push(await sayDifference([url, otherUrl], name, own?.rows ?? 0));
  }
  return { rows: Object.fromEntries(names.map((name) => [name, here.get(name)?.rows ?? 0])), different };
}
