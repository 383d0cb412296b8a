import type { Queryable } from "../db/pg.ts";
import { eachRecordId } from "./block-bytes.ts";
import { readRecordIds } from "./read-record-ids.ts";
import type { RecentIds } from "./recent-ids.ts";

interface CatchUp {
  readonly stream: number;
  /** First offset not yet taken in. */
  readonly from: number;
  /** Blocks received before are passed over. */
  readonly sinceMs: number;
  readonly recentIds: RecentIds;
  /** Digests of blocks that were sent and never answered for. */
  readonly unanswered: ReadonlySet<string>;
}

interface CaughtUp {
  readonly head: number;
  /** One of the unanswered blocks is in the log: its append had committed. */
  readonly found: boolean;
}

/** Takes in the record ids of what was appended from an offset on, by whomever. */
export async function catchUp(db: Queryable, options: CatchUp): Promise<CaughtUp> {
  const { stream, recentIds, unanswered } = options;
  const receivedSince = new Date(options.sinceMs);
  let from = options.from;
  let found = false;
  for (;;) {
    const page = await readRecordIds(db, { stream, from, receivedSince, withDigest: unanswered.size > 0 });
    for (const block of page.blocks) {
      eachRecordId(block.recordIds, (high, low) => recentIds.add(high, low, block.receivedMs));
      if (unanswered.has(block.digest)) found = true;
    }
    from = page.until;
    if (from >= page.head) return { head: page.head, found };
  }
}
