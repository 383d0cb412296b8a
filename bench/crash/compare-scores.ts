import { createHash } from "node:crypto";
import { to as copyTo } from "pg-copy-streams";
import { createScorer } from "../../lib/pipeline/scorer.ts";
import { connect } from "../../server/db/pg.ts";
import { encodeEventRows, eventCopyColumns } from "../../server/event-log/score-copy-encode.ts";
import { createBlockReader } from "../../server/event-log/score-reader.ts";
import { scoreBlock } from "../../worker/score-loop/score-block.ts";

/** Bytes of COPY's binary format before the first row and after the last. */
const headBytes = 19;
const tailBytes = 2;

export interface Comparison {
  readonly equal: boolean;
  readonly rows: number;
}

/** Digest of the rows as one undisturbed fold over the log makes them, in the format of COPY. */
async function digestOfFold(url: string): Promise<{ digest: string; rows: number }> {
  const reader = createBlockReader({ url, stream: 1 });
  const scorer = createScorer();
  const hash = createHash("sha256");
  let rows = 0;
  for (;;) {
    const blocks = await reader.read(scorer.position, 16, true);
    if (blocks.length === 0) break;
    for (const block of blocks) {
      const parts = await scoreBlock(scorer, block, Number.POSITIVE_INFINITY);
      const bytes = encodeEventRows(1, parts, null);
      hash.update(bytes.subarray(headBytes, bytes.length - tailBytes));
      for (const part of parts) rows += part.scored.length - part.deadLetters.size;
    }
  }
  await reader.close();
  return { digest: hash.digest("hex"), rows };
}

/** Digest of the stored rows, as the server writes them out. */
async function digestOfTable(url: string): Promise<string> {
  const client = await connect({ url, name: "bench compare", queryTimeoutMs: 600_000 });
  const hash = createHash("sha256");
  let held: Buffer = Buffer.alloc(0);
  let isFirst = true;
  const sql = `COPY (SELECT ${eventCopyColumns} FROM event WHERE stream = 1 ORDER BY id) TO STDOUT (FORMAT binary)`;
  for await (const chunk of client.query(copyTo(sql))) {
    const bytes = Buffer.concat([held, chunk]);
    if (isFirst && bytes.length < headBytes + tailBytes) {
      held = bytes;
      continue;
    }
    // The last bytes are held back: only at the end it shows which of them are the tail.
    hash.update(bytes.subarray(isFirst ? headBytes : 0, bytes.length - tailBytes));
    held = Buffer.from(bytes.subarray(bytes.length - tailBytes));
    isFirst = false;
  }
  await client.end();
  return hash.digest("hex");
}

/** Whether what is stored is, to the byte, what one uninterrupted fold over the same log gives. */
export async function compareScores(url: string): Promise<Comparison> {
  const [fold, table] = [await digestOfFold(url), await digestOfTable(url)];
  return { equal: fold.digest === table, rows: fold.rows };
}
