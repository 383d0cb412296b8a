import type { BlastRadius } from "../../lib/contracts/responses.ts";
import { actionTable } from "../../lib/responses/actions.ts";
import type { ResponseAction, ResponseTarget } from "../../lib/responses/words.ts";
import { idOfHex } from "../events/entity-hex.ts";
import type { RunStatement } from "../realtime/append-push.ts";

/** Newest events looked at: enough to say "many", few enough to say it at once. */
const mostEvents = 5_000;

/** The column by which events of an entity are found, each with its index; a destination has none and is left out. */
const columns = { address: "src_id", user: "user_id", host: "host_id" } as const;

const seenSql = (column: string) => `
  SELECT count(*)::int AS events, count(DISTINCT user_id)::int AS users, count(DISTINCT host_id)::int AS hosts,
    (count(DISTINCT dst_id) + count(DISTINCT src_id))::int AS addresses
  FROM (SELECT user_id, host_id, src_id, dst_id FROM event
    WHERE stream = $1 AND ${column} = $2::bigint AND received > $3::timestamptz - interval '24 hours'
    ORDER BY id DESC LIMIT ${mostEvents}) e`;

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
  const { rows } = await run(seenSql(columns[kind]), [stream, idOfHex(entityId).toString(), now]);
  const [{ events = 0, users = 0, hosts = 0, addresses = 0 } = {}] = rows;
  const seen = { users: Number(users), hosts: Number(hosts), addresses: Number(addresses), events: Number(events) };
  return describe({ ...seen, partial: seen.events === mostEvents });
}
