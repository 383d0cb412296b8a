import { createBlockReader } from "../../server/event-log/score-reader.ts";
import type { Commits } from "./watch-commits.ts";

const blocksAtOnce = 16;

/** First place in ascending positions that is beyond the offset: the transaction that committed its score. */
function commitOf(positions: readonly number[], offset: number): number {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((positions[middle] ?? 0) > offset) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Ms from the receipt of each event to its committed score, ascending, over all offsets the commits cover. */
export async function receiptToCommit(url: string, commits: Commits): Promise<Float64Array> {
  const { positions, committedMs } = commits;
  const [first = 0, last = 0] = [positions[0], positions.at(-1)];
  const waits = new Float64Array(last - first);
  const reader = createBlockReader({ url, stream: 1 });
  for (let offset = first; offset < last; ) {
    const blocks = await reader.read(offset, blocksAtOnce, true);
    if (blocks.length === 0) throw new Error(`The log ends at ${offset}, before ${last}.`);
    for (const { first: start, columns } of blocks) {
      const end = Math.min(start + columns.length, last);
      for (; offset < end; offset += 1) {
        const received = columns.received[offset - start] ?? Number.NaN;
        waits[offset - first] = (committedMs[commitOf(positions, offset)] ?? Number.NaN) - received;
      }
    }
  }
  await reader.close();
  return waits.sort();
}
