import type { Queryable } from "../db/pg.ts";
import { isDataRefused } from "./append-errors.ts";
import { sendAppend } from "./append-statement.ts";
import type { AcceptedRow, BlockMaker, BuiltBlock } from "./build-blocks.ts";

interface Target {
  readonly db: Queryable;
  readonly stream: number;
  /** The head, which this transaction holds locked. */
  readonly expected: number;
  readonly appendedMs: number;
  readonly bisect: boolean;
  readonly build: BlockMaker["build"];
}

const refusedReason = "The database refused this record.";

function refuse({ open, record }: AcceptedRow): void {
  record.outcome = "refused";
  const { index, source } = record;
  if (open.refusedByDatabase.some((refusal) => refusal.index === index)) return;
  open.refusedByDatabase.push({ index, source, reason: refusedReason });
}

/**
 * Inserts blocks inside a transaction. With `bisect`, a block that the database refuses is halved until only the
 * guilty record is left out. Returns the blocks as they were inserted.
 */
export async function insertBlocks(target: Target, blocks: readonly BuiltBlock[]): Promise<BuiltBlock[]> {
  const { db, stream, appendedMs } = target;
  const inserted: BuiltBlock[] = [];
  let next = target.expected;

  async function insert(block: BuiltBlock): Promise<void> {
    const first = await sendAppend(db, { stream, expected: next, appendedMs, block, intake: [], answers: [] });
    if (first === null) throw new Error("The head of the log moved although it is locked.");
    next += block.rows.length;
    inserted.push(block);
  }

  async function insertHalves(rows: readonly AcceptedRow[]): Promise<void> {
    const [only] = rows;
    if (rows.length === 1 && only !== undefined) return refuse(only);
    const middle = Math.ceil(rows.length / 2);
    for (const half of [rows.slice(0, middle), rows.slice(middle)]) {
      for (const block of await target.build(half, appendedMs)) await insertGuarded(block);
    }
  }

  async function insertGuarded(block: BuiltBlock): Promise<void> {
    await db.query({ text: "SAVEPOINT part" });
    try {
      await insert(block);
      await db.query({ text: "RELEASE SAVEPOINT part" });
    } catch (error) {
      if (!isDataRefused(error)) throw error;
      await db.query({ text: "ROLLBACK TO SAVEPOINT part" });
      await insertHalves(block.rows);
    }
  }

  for (const block of blocks) await (target.bisect ? insertGuarded(block) : insert(block));
  return inserted;
}
