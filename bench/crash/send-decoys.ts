import { Agent } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { ingestAnswerSchema } from "../../lib/contracts/events.ts";
import { floodRecords, writeRecord } from "../flood/decoys.ts";
import { type LoadClock, statedTime } from "../load/load-clock.ts";
import { postBody } from "../load/post-body.ts";

const batch = 100;
const everyMs = 300;
/** Floods of this length, and as long without one, so that some begin and end. */
const batchesOfFlood = 25;

interface Decoys {
  /** Lets the batch under way finish; how many were accepted. */
  stop(): Promise<number>;
}

/** Sends floods of alerts by and by, each batch until it is answered for, whatever is killed meanwhile. */
export function sendDecoys({ url, key, clock }: { url: string; key: string; clock: LoadClock }): Decoys {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const target = { url: new URL(url), key, agent };
  let over = false;

  async function send(lines: readonly string[], name: string): Promise<number> {
    const body = { bytes: Buffer.from(lines.join("\n")), records: lines.length, contentType: "application/x-ndjson" };
    for (;;) {
      const answer = await postBody(target, body, name).catch(() => null);
      if (answer?.status === 202) return ingestAnswerSchema.parse(JSON.parse(answer.text)).accepted;
      if (answer !== null && answer.status !== 429 && answer.status < 500) {
        throw new Error(`The decoys were answered with ${answer.status}: ${answer.text}`);
      }
      await pause(Math.max(200, answer?.retryAfterMs ?? 0));
    }
  }

  async function work(): Promise<number> {
    const plan = { decoys: 1e6, templates: 40, techniques: 12, origins: 4_000, differs: "technique" } as const;
    let accepted = 0;
    for (let seed = 1; !over; seed += 1) {
      const records = floodRecords({ ...plan, seed, rareLanes: false, startMs: 0 });
      for (let number = 0; number < batchesOfFlood && !over; number += 1) {
        const timeMs = statedTime(clock);
        const lines = Array.from({ length: batch }, () => records.next()).flatMap(({ value }) =>
          value === undefined ? [] : [writeRecord({ ...value, timeMs })],
        );
        accepted += await send(lines, `decoys-${clock.atMs}-${seed}-${number}`);
        await pause(everyMs);
      }
      for (let waited = 0; waited < batchesOfFlood && !over; waited += 1) await pause(everyMs);
    }
    agent.destroy();
    return accepted;
  }

  const done = work();
  done.catch(() => undefined); // heard of by whoever stops it
  return {
    stop() {
      over = true;
      return done;
    },
  };
}
