import type { Queryable } from "../db/pg.ts";

export type CountedTable = "event" | "intake";

/** One day's partition of a stream's table. */
export interface Leaf {
  readonly oid: number;
  /** Its name as SQL. */
  readonly name: string;
}

/** The partitions of a stream's table. */
export async function readLeaves(db: Queryable, table: CountedTable, stream: number): Promise<Leaf[]> {
  const { rows } = await db.query<{ oid: number; name: string }>({
    text: `SELECT relid::oid::int8::float8 AS oid, relid::text AS name
      FROM pg_partition_tree($1::regclass) WHERE isleaf`,
    values: [`${table}_${stream}`],
  });
  return rows;
}

/** By partition: a figure that grows with every row updated or deleted in it. */
export type LeafChanges = ReadonlyMap<number, string>;

/**
 * The server's counters of changed rows. To be read before the snapshot in which rows are counted: a change that shows
 * in the counters is then in the snapshot too, and one that does not will void the count next time.
 */
export async function readLeafChanges(db: Queryable, table: CountedTable, stream: number): Promise<LeafChanges> {
  const { rows } = await db.query<{ oid: number; changes: string }>({
    text: `SELECT relid::oid::int8::float8 AS oid,
        (pg_stat_get_tuples_deleted(relid) + pg_stat_get_tuples_updated(relid))::text AS changes
      FROM pg_partition_tree($1::regclass) WHERE isleaf`,
    values: [`${table}_${stream}`],
  });
  return new Map(rows.map(({ oid, changes }) => [oid, changes]));
}
