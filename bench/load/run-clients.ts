import { Agent } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { ingestAnswerSchema } from "../../lib/contracts/events.ts";
import type { LoadCounter } from "./count-load.ts";
import type { LoadSettings } from "./load-contract.ts";
import { type PostTarget, postBody } from "./post-body.ts";
import type { Body, BodySupply } from "./prepare-bodies.ts";

interface Run {
  readonly settings: LoadSettings;
  readonly supply: BodySupply;
  readonly counter: LoadCounter;
  readonly target: PostTarget;
  /** Names this run in its idempotency keys. */
  readonly name: string;
  readonly isStopped: () => boolean;
}

/** Runs all clients until `isStopped`; each finishes the batch it has begun, so that nothing is left half counted. */
export async function runClients(run: Omit<Run, "target">): Promise<void> {
  const { settings } = run;
  const agent = new Agent({ keepAlive: true, maxSockets: settings.clients, noDelay: true });
  const target = { url: new URL(settings.url), key: settings.key, agent };
  const startedMs = performance.now();
  const clients = Array.from({ length: settings.clients }, (_, client) =>
    runClient({ ...run, target }, client, startedMs),
  );
  await Promise.all(clients);
  agent.destroy();
}

async function runClient(run: Run, client: number, startedMs: number): Promise<void> {
  const { settings, supply, counter } = run;
  let planned = client * settings.batch;
  for (let number = 0; !run.isStopped(); number += 1) {
    const body = supply.next();
    if (settings.rate !== undefined) {
      const dueMs = startedMs + (planned / settings.rate) * 1000;
      planned += body.records * settings.clients;
      const earlyMs = dueMs - performance.now();
      if (earlyMs > 0) await sleep(earlyMs);
      else counter.behind(-earlyMs);
    }
    counter.sent(body.records, body.bytes.length);
    await sendUntilAnswered(run, body, `${run.name}-${client}-${number}`);
  }
}

async function sendUntilAnswered(run: Run, body: Body, key: string): Promise<void> {
  const { counter, target } = run;
  for (let attempt = 0; ; attempt += 1) {
    const sentMs = performance.now();
    const answer = await postBody(target, body, key).catch(() => null);
    if (answer === null) {
      counter.broken();
      // The server is away (or killed on purpose): its answer decides, so the batch is sent until there is one.
      await sleep(Math.min(100 * 2 ** attempt, 2_000));
    } else if (answer.status === 429 || answer.status >= 500) {
      counter.postponed();
      await sleep(Math.max(answer.retryAfterMs, 50));
    } else if (answer.status === 202) {
      countAnswer(counter, answer.text, performance.now() - sentMs);
      return;
    } else {
      counter.refused(`${answer.status} ${answer.text.slice(0, 200)}`);
      return;
    }
  }
}

function countAnswer(counter: LoadCounter, text: string, latencyMs: number): void {
  const { accepted, duplicates, rejectedCount, rejected } = ingestAnswerSchema.parse(JSON.parse(text));
  counter.answered({ accepted, duplicates, rejected: rejectedCount }, latencyMs);
  for (const { reason } of rejected.slice(0, 3)) counter.reason(reason);
}
