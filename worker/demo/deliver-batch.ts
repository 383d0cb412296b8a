import { setTimeout as sleep } from "node:timers/promises";
import { type IngestAnswer, ingestAnswerSchema } from "../../lib/contracts/events.ts";
import { type RetryPlan, retryAfterMs, waitBefore } from "./retry-wait.ts";

/** Where events go: an address without a slash at its end, and a key that may ingest. */
export interface IngestTarget {
  readonly url: string;
  readonly key: string;
}

export interface Delivery {
  readonly body: Uint8Array<ArrayBuffer> | string;
  readonly format: string;
  readonly contentType: string;
  /** The same key gives the stored answer, so that a retry never counts twice. */
  readonly idempotencyKey: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type DeliveryOutcome =
  | { readonly kind: "accepted"; readonly answer: IngestAnswer }
  /** The server will not take this batch, however often it is sent. */
  | { readonly kind: "refused"; readonly status: number; readonly detail: string }
  /** Patience or the caller's signal ended before an answer came: it is not known whether the batch was taken. */
  | { readonly kind: "abandoned"; readonly detail: string };

const retriedStatus = new Set([408, 425, 429, 500, 502, 503, 504]);
const attemptTimeoutMs = 60_000;

/** Sends one batch, and again with the same key while the server is away, busy or asks for time. */
export async function deliverBatch(
  target: IngestTarget,
  delivery: Delivery,
  plan: RetryPlan,
): Promise<DeliveryOutcome> {
  const startedMs = performance.now();
  let detail = "";
  for (let attempt = 0; !plan.signal.aborted; attempt += 1) {
    const result = await attemptOnce(target, delivery, plan.signal);
    if ("kind" in result) return result;
    detail = result.detail;
    const waitMs = waitBefore(attempt + 1, result.askedMs);
    if (performance.now() - startedMs + waitMs > plan.patienceMs) break;
    plan.onWait?.({ waitMs, detail });
    await sleep(waitMs, undefined, { signal: plan.signal }).catch(() => undefined);
  }
  return { kind: "abandoned", detail: detail === "" ? "stopped" : detail };
}

interface Postponed {
  readonly detail: string;
  /** What the server asked for, or null. */
  readonly askedMs: number | null;
}

async function attemptOnce(
  target: IngestTarget,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<DeliveryOutcome | Postponed> {
  try {
    const response = await fetch(`${target.url}/api/v1/events?format=${encodeURIComponent(delivery.format)}`, {
      method: "POST",
      headers: {
        authorization: `Bearer ${target.key}`,
        "content-type": delivery.contentType,
        "idempotency-key": delivery.idempotencyKey,
        ...delivery.headers,
      },
      body: delivery.body,
      signal: AbortSignal.any([signal, AbortSignal.timeout(attemptTimeoutMs)]),
    });
    const text = await response.text();
    if (response.ok) return { kind: "accepted", answer: ingestAnswerSchema.parse(JSON.parse(text)) };
    const detail = `${response.status} ${problemText(text)}`.trim();
    if (!retriedStatus.has(response.status)) return { kind: "refused", status: response.status, detail };
    return { detail, askedMs: retryAfterMs(response.headers.get("retry-after"), Date.now()) };
  } catch (error) {
    return { detail: connectionText(error), askedMs: null };
  }
}

/** The sentence of a problem+json answer, or the beginning of whatever came instead. */
function problemText(text: string): string {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed === "object" && parsed !== null) {
      if ("detail" in parsed && typeof parsed.detail === "string") return parsed.detail;
      if ("title" in parsed && typeof parsed.title === "string") return parsed.title;
    }
  } catch {
    // Not JSON: a proxy's page, for example. What it says is still better than nothing.
  }
  return text.slice(0, 200);
}

function connectionText(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause instanceof Error ? error.cause.message : "";
  return cause === "" ? error.message : cause;
}
