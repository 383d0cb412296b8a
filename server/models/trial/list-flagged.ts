import type { FlaggedEvent } from "../../../lib/contracts/model-trial.ts";
import { scoreOfMargin } from "../../../lib/stats/margin.ts";
import { type Database, Sql } from "../../db/prisma.ts";
import { hexOfId } from "../../events/entity-hex.ts";
import { type EventRecord, readEventRecords } from "../../events/event-row.ts";

const mostListed = 8;

/** An event that only one of the two reports. */
export interface FlaggedByOne {
  readonly event: number;
  /** Of its origin, which keeps one noisy host from being all that is shown. */
  readonly origin: string;
  readonly before: number;
  readonly after: number;
}

function originOf({ srcId, srcName, userId, userName, hostId, hostName }: EventRecord): FlaggedEvent["origin"] {
  const [id, name] = [
    [srcId, srcName],
    [userId, userName],
    [hostId, hostName],
  ].find(([known]) => known !== null) ?? [null, null];
  const hex = hexOfId(typeof id === "bigint" ? id : 0n);
  return { id: hex, name: typeof name === "string" ? name : hex };
}

/** Those with the highest scores, one of each origin, in words. */
export async function listFlagged(
  db: Database,
  stream: number,
  found: Iterable<FlaggedByOne>,
): Promise<FlaggedEvent[]> {
  const height = ({ before, after }: FlaggedByOne) => Math.max(before, after);
  const shown = [...found].sort((a, b) => height(b) - height(a) || a.event - b.event).slice(0, mostListed);
  if (shown.length === 0) return [];
  const ids = shown.map(({ event }) => BigInt(event));
  const page = Sql.sql`SELECT * FROM event e WHERE e.stream = ${stream}::smallint AND e.id = ANY(${ids}::bigint[]) LIMIT ${mostListed}`;
  const records = await readEventRecords(db, page, Sql.sql`e.id`);
  const byId = new Map(records.map((record) => [Number(record.id), record]));
  return shown.flatMap(({ event, before, after }) => {
    const record = byId.get(event);
    if (record === undefined) return [];
    return [
      {
        event,
        time: record.time.toISOString(),
        summary: record.summary,
        origin: originOf(record),
        scoreBefore: scoreOfMargin(before),
        scoreAfter: scoreOfMargin(after),
      },
    ];
  });
}
