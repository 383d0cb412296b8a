import { type DemoLab, demoLabSchema } from "../../lib/contracts/executors.ts";
import type { Traffic } from "../../lib/simulation/traffic.ts";
import type { IngestTarget } from "./deliver-batch.ts";

const answerWithinMs = 2_000;

/** What holds in the lab, and the attacks asked for after the one named; null where the server does not say. */
async function askLab({ url, key }: IngestTarget, after: number, signal: AbortSignal): Promise<DemoLab | null> {
  try {
    const response = await fetch(`${url}/api/v1/demo/lab?after=${after}`, {
      headers: { authorization: `Bearer ${key}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(answerWithinMs)]),
    });
    const text = await response.text();
    return response.ok ? demoLabSchema.parse(JSON.parse(text)) : null;
  } catch {
    // Away or busy: what held before holds until it answers again.
    return null;
  }
}

/** Keeps the simulated network as the lab says it is: attackers run into what holds, and begin when they are asked to. */
export interface LabFollower {
  look(target: IngestTarget, time: number): Promise<void>;
}

export function followLab(traffic: Pick<Traffic, "contain" | "begin">, signal: AbortSignal): LabFollower {
  let lastAttack = 0;
  return {
    async look(target, time) {
      const lab = await askLab(target, lastAttack, signal);
      if (lab === null) return;
      traffic.contain(lab.measures);
      for (const { id, story } of lab.attacks) {
        lastAttack = Math.max(lastAttack, id);
        traffic.begin(story, time);
      }
    },
  };
}
