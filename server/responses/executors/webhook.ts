import { randomUUID } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { z } from "zod";
import { type Executor, longestCallMs, type Order, type Outcome, type Reading } from "./executor.ts";
import { type Posted, postJson } from "./post-json.ts";

interface WebhookOptions {
  readonly url: string;
  /** `whsec_...`; signs every call as Standard Webhooks says. */
  readonly secret: string;
  readonly idempotent: boolean;
  readonly allowInside: boolean;
}

type CallType = "response.execute" | "response.undo" | "response.read" | "response.test";

const readingSchema = z.object({ holds: z.boolean() });

/** Statuses after which the other side may yet do it, or ask to come again: nothing is known by them. */
const unclear = new Set([408, 425, 429]);

function outcomeOf(posted: Posted): Outcome {
  if (posted.kind === "not_sent") return { kind: "refused", detail: `Could not be reached: ${posted.detail}` };
  if (posted.kind === "no_answer") return { kind: "unknown", detail: `No answer: ${posted.detail}` };
  const { status } = posted;
  const detail = `Answered ${status}`;
  if (status >= 200 && status < 300) return { kind: "done", detail };
  // A redirect is not followed, so whatever it stands for was not done.
  if (status >= 300 && status < 500 && !unclear.has(status)) return { kind: "refused", detail };
  return { kind: "unknown", detail };
}

function readingOf(posted: Posted): Reading {
  if (posted.kind !== "answered") return { holds: "unknown", detail: `No answer: ${posted.detail}` };
  const { status, text } = posted;
  if (status < 200 || status > 299) return { holds: "unknown", detail: `Answered ${status}` };
  try {
    const { holds } = readingSchema.parse(JSON.parse(text));
    return { holds: holds ? "yes" : "no", detail: holds ? "It holds." : "It does not hold." };
  } catch {
    return { holds: "unknown", detail: 'The answer has no "holds": true or false.' };
  }
}

function bodyOf(type: CallType, order: Order | null, timestamp: Date): string {
  if (order === null) return JSON.stringify({ type, timestamp });
  const { actionId, responseId, streamName, action, target, reason, leaseSeconds } = order;
  const data = { actionId, responseId, stream: streamName, action, target, reason, leaseSeconds };
  return JSON.stringify({ type, timestamp, data });
}

/** Asks a system of yours to do it. What it is sent and what it answers stands in docs/RESPONSES. */
export function createWebhook({ url, secret, idempotent, allowInside }: WebhookOptions): Executor {
  const signer = new Webhook(secret);
  function call(type: CallType, order: Order | null): Promise<Posted> {
    // The same id for the same order: a receiver that keeps ids, as the standard asks, does it once. Questions are new.
    const isRepeatable = type === "response.execute" || type === "response.undo";
    const what = `${order?.actionId ?? "test"}.${type.replace("response.", "")}`;
    const id = isRepeatable ? what : `${what}.${randomUUID()}`;
    const now = new Date();
    const body = bodyOf(type, order, now);
    const headers = {
      "webhook-id": id,
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "webhook-signature": signer.sign(id, now, body),
    };
    return postJson({ url, headers, body, timeoutMs: longestCallMs, allowInside });
  }
  const read = async (order: Order) => readingOf(await call("response.read", order));
  return {
    idempotent,
    pretends: false,
    execute: async (order) => outcomeOf(await call("response.execute", order)),
    undo: async (order) => outcomeOf(await call("response.undo", order)),
    probe: read,
    verify: read,
    async test() {
      const { kind, detail } = outcomeOf(await call("response.test", null));
      return { ok: kind === "done", detail };
    },
  };
}
