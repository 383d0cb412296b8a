import { connect } from "../../server/db/pg.ts";

/** Positions of the main stream, each with a time by which it was committed for certain. Both ascend. */
export interface Commits {
  readonly positions: readonly number[];
  readonly committedMs: readonly number[];
}

export interface CommitWatch {
  stop(): Promise<Commits>;
}

/**
 * Hears of every scoring transaction and reads how far scoring is. The time is taken when the answer is here, so that
 * what is measured by it is never too short.
 */
export async function watchCommits(url: string): Promise<CommitWatch> {
  const client = await connect({ url, name: "bench commits", queryTimeoutMs: 10_000 });
  const positions: number[] = [];
  const committedMs: number[] = [];
  const statement = { name: "position", text: "SELECT position FROM log_position WHERE stream = 1" };
  let reading: Promise<void> = Promise.resolve();
  let isWaiting = false;

  async function read(): Promise<void> {
    isWaiting = false;
    const { rows } = await client.query<{ position: string }>(statement);
    const position = Number(rows[0]?.position);
    if (position === positions.at(-1)) return;
    positions.push(position);
    committedMs.push(Date.now());
  }

  client.on("notification", () => {
    if (isWaiting) return;
    isWaiting = true;
    reading = reading.then(read);
  });
  await read();
  await client.query("LISTEN tideline_push");
  return {
    async stop() {
      await client.query("UNLISTEN tideline_push");
      await reading;
      await client.end();
      return { positions, committedMs };
    },
  };
}
