import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { z } from "zod";

const bodySchema = z.object({
  type: z.enum(["response.execute", "response.undo", "response.read", "response.test"]),
  data: z.object({ actionId: z.string(), responseId: z.number() }).loose().optional(),
});
export type ReceivedCall = z.infer<typeof bodySchema>;

/** A firewall, say, that hears webhooks: does what it is told, counts by action id, and can be made to misbehave. */
export interface WebhookReceiver {
  readonly url: string;
  readonly secret: string;
  /** How often each action id was executed. */
  readonly executions: ReadonlyMap<string, number>;
  /** When each was, ms since 1970. */
  readonly executedAtMs: ReadonlyMap<string, number>;
  readonly held: Set<string>;
  readonly calls: readonly ReceivedCall[];
  readonly badSignatures: number;
  /** Executions that were done and are not answered yet. */
  readonly unanswered: number;
  /** Called before the answer; return a status to answer with it instead, "hang" to give none. */
  misbehave: ((call: ReceivedCall) => number | "hang" | null) | null;
  /** The answer to an execution comes so much after it was done. */
  answerAfterMs: number;
  close(): Promise<void>;
}

/** Standard Webhooks, written from its specification and not from the package that signs. */
function isSigned(secret: string, headers: IncomingMessage["headers"], body: string): boolean {
  const [id, timestamp] = [headers["webhook-id"], headers["webhook-timestamp"]];
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > 300) return false;
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const wanted = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  return String(headers["webhook-signature"])
    .split(" ")
    .some((part) => {
      const given = Buffer.from(part.replace(/^v1,/, ""), "base64");
      return given.length === wanted.length && timingSafeEqual(given, wanted);
    });
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString("utf8");
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : 0;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const secret = `whsec_${randomBytes(32).toString("base64")}`;
  const executions = new Map<string, number>();
  const executedAtMs = new Map<string, number>();
  const held = new Set<string>();
  const calls: ReceivedCall[] = [];
  const state = { badSignatures: 0, unanswered: 0 };
  const behaviour: Pick<WebhookReceiver, "misbehave" | "answerAfterMs"> = { misbehave: null, answerAfterMs: 0 };

  function obey({ type, data }: ReceivedCall): void {
    const id = data?.actionId ?? "";
    if (type === "response.execute") {
      executions.set(id, (executions.get(id) ?? 0) + 1);
      executedAtMs.set(id, Date.now());
      held.add(id);
    }
    if (type === "response.undo") held.delete(id);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const text = await textOf(request);
    if (!isSigned(secret, request.headers, text)) {
      state.badSignatures += 1;
      response.writeHead(401).end();
      return;
    }
    const call = bodySchema.parse(JSON.parse(text));
    calls.push(call);
    const odd = behaviour.misbehave?.(call) ?? null;
    if (odd === "hang") return;
    if (odd !== null) {
      response.writeHead(odd, odd >= 300 && odd < 400 ? { location: "http://127.0.0.1:9/elsewhere" } : {}).end();
      return;
    }
    obey(call);
    const body = call.type === "response.read" ? { holds: held.has(call.data?.actionId ?? "") } : {};
    const send = () => response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (call.type !== "response.execute" || behaviour.answerAfterMs === 0) return void send();
    state.unanswered += 1;
    setTimeout(() => {
      state.unanswered -= 1;
      send();
    }, behaviour.answerAfterMs);
  }

  const server = createServer((request, response) => void answer(request, response));
  const port = await portOf(server);
  return {
    url: `http://127.0.0.1:${port}/hook`,
    secret,
    executions,
    executedAtMs,
    held,
    calls,
    get badSignatures() {
      return state.badSignatures;
    },
    get unanswered() {
      return state.unanswered;
    },
    get misbehave() {
      return behaviour.misbehave;
    },
    set misbehave(rule) {
      behaviour.misbehave = rule;
    },
    get answerAfterMs() {
      return behaviour.answerAfterMs;
    },
    set answerAfterMs(ms) {
      behaviour.answerAfterMs = ms;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
