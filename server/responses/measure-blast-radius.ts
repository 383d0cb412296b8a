import type { BlastRadius } from "../../lib/contracts/responses.ts";
import { actionTable } from "../../lib/responses/actions.ts";
import type { ResponseAction, ResponseTarget } from "../../lib/responses/words.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { idOfHex } from "../events/entity-hex.ts";

/** Newest events looked at: enough to say "many", few enough to say it at once. */
const mostEvents = 5_000;

/** Destinations have no index: so many of the newest events are gone through for what was sent to an address. */
const newestEvents = 20_000;

/** The column by which events of an entity are found, each with its index. */
const columns = { address: "src_id", user: "user_id", host: "host_id" } as const;

const since = "received > $3::timestamptz - interval '24 hours'";

const ownSql = (column: string) => `
  SELECT user_id, host_id, src_id, dst_id FROM event
  WHERE stream = $1 AND ${column} = $2::bigint AND ${since}
  ORDER BY id DESC LIMIT ${mostEvents}`;

/** Events of an entity that is found by an index. Addresses are counted on either side, the target itself is not. */
const countSql = (from: string, partial: string) => `
  SELECT count(*)::int AS events, count(DISTINCT user_id)::int AS users, count(DISTINCT host_id)::int AS hosts,
    (count(DISTINCT nullif(dst_id, $2::bigint)) + count(DISTINCT nullif(src_id, $2::bigint)))::int AS addresses,
    ${partial} AS partial
  FROM (${from}) e`;

const seenSql = (column: string) => countSql(ownSql(column), `count(*) = ${mostEvents}`);

/** What an address sent, and what was sent to it: whoever blocks it cuts both off. */
const addressSql = `
  WITH newest AS MATERIALIZED (
    SELECT user_id, host_id, src_id, dst_id FROM event
    WHERE stream = $1 AND ${since} ORDER BY id DESC LIMIT ${newestEvents})
  ${countSql(
    `(${ownSql(columns.address)}) UNION ALL
      SELECT * FROM newest WHERE dst_id = $2::bigint AND src_id IS DISTINCT FROM $2::bigint`,
    `count(*) >= ${mostEvents} OR (SELECT count(*) FROM newest) = ${newestEvents}`,
  )}`;

interface Measured {
  readonly stream: number;
  readonly action: ResponseAction;
  readonly target: ResponseTarget;
  /** Mailboxes of a message. */
  readonly mailboxes: number;
}

/** Whom the action would touch, from the newest events of the last 24 hours. */
export async function measureBlastRadius(
  run: RunStatement,
  { stream, action, target, mailboxes }: Measured,
  now: Date,
): Promise<BlastRadius> {
  const { kind, entityId } = target;
  const describe = (seen: Omit<BlastRadius, "summary">) => ({
    ...seen,
    summary: actionTable[action].blastRadius(target, seen),
  });
  if (kind === "message" || entityId === null) {
    return describe({ users: mailboxes, hosts: 0, addresses: 0, events: 1, partial: false });
  }
  const sql = kind === "address" ? addressSql : seenSql(columns[kind]);
  const { rows } = await run(sql, [stream, idOfHex(entityId).toString(), now]);
  const [{ events = 0, users = 0, hosts = 0, addresses = 0, partial = false } = {}] = rows;
  const seen = { users: Number(users), hosts: Number(hosts), addresses: Number(addresses), events: Number(events) };
  return describe({ ...seen, partial: partial === true });
}
