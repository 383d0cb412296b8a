import type { Queryable } from "../db/pg.ts";

/** A log source: what one sender's records of one format are counted under. */
export interface SourceName {
  readonly stream: number;
  readonly name: string;
  readonly format: string;
}

export interface Source {
  readonly id: number;
  /** Time zone of times that name none. */
  readonly zone: string;
}

export interface SourceRegistry {
  /** The source if it is known already; no query. */
  known(source: SourceName): Source | undefined;
  /** The source, made if it is new. Throws TooManySourcesError. */
  ensure(source: SourceName): Promise<Source>;
  /** Reads every source again at its next record. */
  forget(): void;
}

/** A sender that puts something changing into its source's name would fill the table and every list of sources. */
export class TooManySourcesError extends Error {
  override readonly name = "TooManySourcesError";
}
const mostSourcesPerStream = 2_000;
/** A zone changed by an administrator holds for what comes after this time. */
const freshMs = 10_000;

interface SourceRow {
  readonly id: number;
  readonly zone: string;
}

async function findSource(db: Queryable, source: SourceName): Promise<Source | null> {
  const { rows } = await db.query<SourceRow>({
    text: "SELECT id, zone FROM source WHERE stream = $1 AND name = $2 AND format = $3",
    values: [source.stream, source.name, source.format],
  });
  return rows[0] ?? null;
}

async function addSource(db: Queryable, source: SourceName): Promise<void> {
  const { rows } = await db.query<{ room: boolean }>({
    text: `WITH room AS (SELECT count(*) < $4 AS room FROM source WHERE stream = $1), added AS (
        INSERT INTO source (stream, name, format) SELECT $1, $2, $3 FROM room WHERE room ON CONFLICT DO NOTHING
      ) SELECT room FROM room`,
    values: [source.stream, source.name, source.format, mostSourcesPerStream],
  });
  if (rows[0]?.room !== true) throw new TooManySourcesError(`A stream has at most ${mostSourcesPerStream} sources.`);
}

export function createSourceRegistry(db: Queryable, now: () => number = Date.now): SourceRegistry {
  const cache = new Map<string, { readonly source: Source; readonly readMs: number }>();
  const keyOf = ({ stream, name, format }: SourceName) => `${stream}\n${format}\n${name}`;

  return {
    known(wanted) {
      const entry = cache.get(keyOf(wanted));
      return entry !== undefined && now() - entry.readMs < freshMs ? entry.source : undefined;
    },
    async ensure(wanted) {
      let source = await findSource(db, wanted);
      if (source === null) {
        await addSource(db, wanted);
        source = await findSource(db, wanted);
      }
      if (source === null) throw new Error(`The source ${wanted.name} vanished while it was made.`);
      cache.set(keyOf(wanted), { source, readMs: now() });
      return source;
    },
    forget: () => cache.clear(),
  };
}
