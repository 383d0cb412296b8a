import { setTimeout as sleep } from "node:timers/promises";
import type { z } from "zod";
import { alertSummarySchema } from "../../lib/contracts/alert-query.ts";
import { eventClassesSchema } from "../../lib/contracts/events.ts";
import { ledgerSchema } from "../../lib/contracts/ledger.ts";
import type { IngestTarget } from "../../worker/demo/deliver-batch.ts";
import { retryAfterMs, waitBefore } from "../../worker/demo/retry-wait.ts";

/** How many alerts there are by status, and of which statuses counting stopped early. */
const alertCountsSchema = alertSummarySchema.pick({ counts: true, atLeast: true });

/** The parts of the ledger that a replay needs; a server may say more. */
const ledgerViewSchema = ledgerSchema.pick({ asOf: true, balanced: true, totals: true, head: true, position: true });
export type LedgerView = z.infer<typeof ledgerViewSchema>;

/** What a replay asks the server beside sending. Each is null where the server or the key does not allow it. */
export interface ReadApi {
  ledger(): Promise<LedgerView | null>;
  /** Null too where there are more than the server counts exactly. */
  alertCount(): Promise<number | null>;
  /** Events by class, received in [from, to), both as the server's clock tells. */
  classes(from: string, to: string): Promise<z.infer<typeof eventClassesSchema>["classes"] | null>;
}

export function createReadApi(target: IngestTarget): ReadApi {
  return {
    ledger: () => read(target, "ledger?stream=main", ledgerViewSchema),
    async alertCount() {
      const summary = await read(target, "alerts/summary?stream=main", alertCountsSchema);
      if (summary === null || summary.atLeast.length > 0) return null;
      return Object.values(summary.counts).reduce((sum, count) => sum + count, 0);
    },
    async classes(from, to) {
      const query = new URLSearchParams({ stream: "main", from, to });
      return (await read(target, `events/classes?${query}`, eventClassesSchema))?.classes ?? null;
    },
  };
}

const attempts = 4;

async function read<Value>(target: IngestTarget, path: string, schema: z.ZodType<Value>): Promise<Value | null> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    try {
      const response = await fetch(`${target.url}/api/v1/${path}`, {
        headers: { authorization: `Bearer ${target.key}` },
        signal: AbortSignal.timeout(30_000),
      });
      const text = await response.text();
      if (response.ok) return schema.safeParse(JSON.parse(text)).data ?? null;
      if (response.status !== 429 && response.status < 500) return null;
      await sleep(waitBefore(attempt, retryAfterMs(response.headers.get("retry-after"), Date.now())));
    } catch {
      await sleep(waitBefore(attempt, null));
    }
  }
  return null;
}
