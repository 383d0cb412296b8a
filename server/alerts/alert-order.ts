import { z } from "zod";
import type { AlertQuery, AlertSort } from "../../lib/contracts/alert-query.ts";
import { Sql } from "../db/prisma.ts";
import { cursorId, cursorMicroseconds, decodeCursor, encodeCursor } from "../http/cursor.ts";
import type { AlertRecord } from "./alert-row.ts";

export interface ListedRecord extends AlertRecord {
  /** Microseconds since 1970, for cursors: a Date would cut them. */
  readonly lastSeenUs: bigint;
}

/** An order of the list: where a cursor continues in it, and the cursor of a row. */
export interface AlertOrder {
  readonly by: Sql.Sql;
  readonly after: Sql.Sql | null;
  cursorOf(record: ListedRecord): string;
}

/** What a list is ordered by beside the id: its column, its value of a row, and that value out of a cursor. */
interface SortKey {
  readonly column: Sql.Sql;
  readonly schema: z.ZodType<string | number>;
  keyOf(record: ListedRecord): string | number;
  asSql(value: string | number): Sql.Sql;
}

const sortKeys: Readonly<Record<Exclude<AlertSort, "newest" | "lanes">, SortKey>> = {
  severity: {
    column: Sql.sql`a.severity`,
    schema: z.number().int().min(0).max(9),
    keyOf: ({ severity }) => severity,
    asSql: (value) => Sql.sql`${value}::smallint`,
  },
  score: {
    column: Sql.sql`a.score`,
    schema: z.number(),
    keyOf: ({ score }) => score,
    asSql: (value) => Sql.sql`${value}::float8`,
  },
  events: {
    column: Sql.sql`a.event_count`,
    schema: z.number().int().min(0).max(2_147_483_647),
    keyOf: ({ eventCount }) => eventCount,
    asSql: (value) => Sql.sql`${value}::int`,
  },
  lastSeen: {
    column: Sql.sql`a.last_seen`,
    schema: cursorMicroseconds,
    keyOf: ({ lastSeenUs }) => lastSeenUs.toString(),
    asSql: (value) => Sql.sql`timestamptz 'epoch' + ${BigInt(value)}::bigint * interval '1 microsecond'`,
  },
};

/** The order of a query; a cursor of another is refused. Every order has an index that leads with the status. */
export function alertOrder({
  sort,
  dir,
  cursor,
}: Pick<AlertQuery, "dir" | "cursor"> & { readonly sort: Exclude<AlertSort, "lanes"> }): AlertOrder {
  const name = `alerts.${sort}.${dir}`;
  const way = dir === "desc" ? Sql.raw("DESC") : Sql.raw("ASC");
  const beyond = dir === "desc" ? Sql.raw("<") : Sql.raw(">");
  if (sort === "newest") {
    const last = decodeCursor(cursor, name, z.tuple([cursorId]));
    return {
      by: Sql.sql`a.id ${way}`,
      after: last && Sql.sql`a.id ${beyond} ${BigInt(last[0])}::bigint`,
      cursorOf: ({ id }) => encodeCursor(name, [id.toString()]),
    };
  }
  const { column, schema, keyOf, asSql } = sortKeys[sort];
  const last = decodeCursor(cursor, name, z.tuple([schema, cursorId]));
  return {
    by: Sql.sql`${column} ${way}, a.id ${way}`,
    after: last && Sql.sql`(${column}, a.id) ${beyond} (${asSql(last[0])}, ${BigInt(last[1])}::bigint)`,
    cursorOf: (record) => encodeCursor(name, [keyOf(record), record.id.toString()]),
  };
}
