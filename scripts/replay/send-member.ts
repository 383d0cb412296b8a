import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { deliverBatch, type IngestTarget } from "../../worker/demo/deliver-batch.ts";
import { cutBatches, type ReplayBatch } from "./cut-batches.ts";
import { createTally, type FileTally } from "./tally.ts";

const compress = promisify(gzip);

export interface SendPlan {
  readonly target: IngestTarget;
  readonly format: string;
  /** Records a second. */
  readonly rate: number;
  readonly gzip: boolean;
  readonly signal: AbortSignal;
  /** Names the run and the file's number in it: each file becomes a replay of its own. */
  readonly run: string;
  /** How long a batch is tried for while the server is away or busy, ms. */
  readonly patienceMs: number;
  onSent(records: number): void;
  onWait(text: string): void;
}

/** A run's name: long enough that no two replays of one installation meet. */
export function newRunName(): string {
  return randomUUID().slice(0, 13);
}

/** Sends one log from its beginning to its end, batch after batch, for order is what a replay must keep. */
export async function sendMember(name: string, chunks: AsyncIterable<Uint8Array>, plan: SendPlan): Promise<FileTally> {
  const tally = createTally(name);
  const replay = `${plan.run}-${headerText(name)}`;
  let number = 0;
  let lost: string | null = null;
  for await (const part of cutBatches(chunks)) {
    if (part.kind === "unreadable") {
      tally.unreadable(part.place, part.reason);
      continue;
    }
    const { batch } = part;
    // What was not taken leaves a hole; later records of the same log must not slip in before it.
    if (lost !== null) tally.notSent(batch.places, lost);
    else {
      number += 1;
      lost = await sendBatch({ batch, replay, number }, tally, plan);
    }
  }
  return tally.result();
}

/** Returns why the batch was not taken and nothing after it should be sent, or null. */
async function sendBatch(
  { batch, replay, number }: { readonly batch: ReplayBatch; readonly replay: string; readonly number: number },
  tally: ReturnType<typeof createTally>,
  plan: SendPlan,
): Promise<string | null> {
  const startedMs = performance.now();
  const body = plan.gzip ? Buffer.from(await compress(batch.body)) : batch.body;
  const outcome = await deliverBatch(
    plan.target,
    {
      body,
      format: plan.format,
      contentType: batch.contentType,
      idempotencyKey: `${replay}-${number}`,
      headers: { "x-tideline-replay": replay, ...(plan.gzip ? { "content-encoding": "gzip" } : {}) },
    },
    {
      signal: plan.signal,
      patienceMs: plan.patienceMs,
      onWait: ({ waitMs, detail }) => plan.onWait(`waiting ${(waitMs / 1000).toFixed(1)} s: ${detail}`),
    },
  );
  if (outcome.kind !== "accepted") {
    tally.notSent(batch.places, outcome.detail);
    // A batch refused for itself (too large) does not stop the others; a wrong key or a silent server does.
    return outcome.kind === "refused" && outcome.status === 413 ? null : outcome.detail;
  }
  tally.answered(batch.places, outcome.answer);
  plan.onSent(batch.places.length);
  const dueMs = (batch.places.length / plan.rate) * 1000 - (performance.now() - startedMs);
  if (dueMs > 0) await sleep(dueMs, undefined, { signal: plan.signal }).catch(() => undefined);
  return null;
}

/** A name as a header may carry it, and so short that the replay's name keeps within the 100 characters allowed. */
function headerText(name: string): string {
  return name.replace(/[^\w.-]+/g, "_").slice(-70);
}
