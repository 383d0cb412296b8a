import { createDedicatedConnection, type DedicatedConnection } from "../db/dedicated.ts";
import type { Queryable } from "../db/pg.ts";
import { FenceLostError, type ScoringSession } from "./lease.ts";
import { packBytes, unpackBytes } from "./score-bytes.ts";

/** The state of the fold before the event at `offset`. */
export interface StoredCheckpoint {
  readonly offset: number;
  readonly parts: readonly Uint8Array[];
}

/** A checkpoint as it lies in the table; unpacking a damaged one fails. */
export interface PackedCheckpoint {
  readonly offset: number;
  unpack(): Promise<Uint8Array[]>;
}

/** The newest checkpoint that the log has reached, or null. */
export async function loadCheckpoint({ client, stream, position }: ScoringSession): Promise<PackedCheckpoint | null> {
  const { rows } = await client.query<{ offset: string; body: Buffer }>(
    `SELECT "offset", body FROM checkpoint
     WHERE stream = $1 AND "offset" = (SELECT max("offset") FROM checkpoint WHERE stream = $1 AND "offset" <= $2)
     ORDER BY part`,
    [stream, position],
  );
  const offset = rows[0]?.offset;
  if (offset === undefined) return null;
  return { offset: Number(offset), unpack: () => Promise.all(rows.map(({ body }) => unpackBytes(body))) };
}

export interface SavedCheckpoint {
  readonly bytes: number;
  /** What compressing took; storing is the database's work and mostly waiting. */
  readonly costMs: number;
}

export interface CheckpointWriter {
  /** Compresses and stores the state, in place of the one before it. The log must have reached its offset. */
  save(checkpoint: StoredCheckpoint): Promise<SavedCheckpoint>;
  close(): Promise<void>;
}

/** Rows of about this size before compression. */
const partBytes = 4 * 1024 * 1024;

/** The same bytes in pieces of one size: a state has some large chunks and many small ones. */
function* cutEvenly(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
  let piece: Uint8Array[] = [];
  let size = 0;
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; ) {
      const slice = chunk.subarray(at, at + partBytes - size);
      piece.push(slice);
      size += slice.length;
      at += slice.length;
      if (size < partBytes) continue;
      yield Buffer.concat(piece);
      piece = [];
      size = 0;
    }
  }
  if (size > 0) yield Buffer.concat(piece);
}

/** The state itself, which a restart may use as soon as it is committed: the log has reached its offset. */
async function storeParts(
  db: Queryable,
  { stream, fence }: ScoringSession,
  { offset, parts }: StoredCheckpoint,
): Promise<void> {
  const held = await db.query({
    // Held against a removal of the stream, which would else miss what is stored here; scoring is not in its way.
    text: "SELECT 1 FROM log_position WHERE stream = $1 AND fence = $2 AND position >= $3 FOR KEY SHARE",
    values: [stream, fence, offset],
  });
  if (held.rowCount !== 1) throw new FenceLostError(stream);
  await db.query({ text: `DELETE FROM checkpoint WHERE stream = $1 AND "offset" = $2`, values: [stream, offset] });
  for (const [part, body] of parts.entries()) {
    await db.query({
      text: `INSERT INTO checkpoint (stream, "offset", part, body) VALUES ($1, $2, $3, $4)`,
      values: [stream, offset, part, body],
    });
  }
}

/** Takes the place of the one before. An owner who lost the stream must not remove its successor's. */
async function replaceOlder(db: Queryable, { stream, fence }: ScoringSession, offset: number): Promise<void> {
  const { rowCount } = await db.query({
    text: "UPDATE log_position SET checkpoint = $1 WHERE stream = $2 AND fence = $3 AND position >= $1",
    values: [offset, stream, fence],
  });
  if (rowCount !== 1) throw new FenceLostError(stream);
  await db.query({ text: `DELETE FROM checkpoint WHERE stream = $1 AND "offset" <> $2`, values: [stream, offset] });
}

/** Stores checkpoints on a connection of its own, so that scoring goes on meanwhile. */
export function createCheckpointWriter(url: string, session: ScoringSession): CheckpointWriter {
  const db: DedicatedConnection = createDedicatedConnection({
    url,
    name: `tideline checkpoint ${session.stream}`,
    queryTimeoutMs: 120_000,
  });
  return {
    async save({ offset, parts }) {
      const startedMs = performance.now();
      const packed: Buffer[] = [];
      // One after the other: the threads that compress are shared with the columns of the log.
      for (const part of cutEvenly(parts)) packed.push(await packBytes(part));
      const costMs = performance.now() - startedMs;
      // Two transactions: the second holds up scoring until it is on disk, and must not carry the bytes of the first.
      await db.transaction((open) => storeParts(open, session, { offset, parts: packed }));
      await db.transaction((open) => replaceOlder(open, session, offset));
      return { bytes: packed.reduce((sum, { length }) => sum + length, 0), costMs };
    },
    close: () => db.close(),
  };
}
