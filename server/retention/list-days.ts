import type { Pool } from "../db/pg.ts";
import type { StoredDay } from "./plan-expiry.ts";

export interface StoredDays {
  readonly days: StoredDay[];
  /** UTC, by the database's clock. */
  readonly today: string;
  readonly databaseBytes: number;
}

const daysSql = `
  SELECT m[2]::int AS stream, to_char(to_date(m[3], 'YYYYMMDD'), 'YYYY-MM-DD') AS day,
    sum(pg_total_relation_size(c.oid))::float8 AS bytes
  FROM pg_class c
  CROSS JOIN LATERAL regexp_match(c.relname, '^(' || array_to_string(partitioned_tables(), '|') || ')_([0-9]+)_([0-9]{8})$') AS m
  WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND m IS NOT NULL
  GROUP BY 1, 2`;

const nowSql = `SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS today,
  pg_database_size(current_database())::float8 AS bytes`;

/** The days that have partitions, with the bytes of their tables and indexes. */
export async function listDays(pool: Pool): Promise<StoredDays> {
  const { rows: days } = await pool.query<{ stream: number; day: string; bytes: number }>(daysSql);
  const { rows } = await pool.query<{ today: string; bytes: number }>(nowSql);
  return { days, today: rows[0]?.today ?? "", databaseBytes: rows[0]?.bytes ?? 0 };
}
