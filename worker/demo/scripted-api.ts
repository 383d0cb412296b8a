import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import { gunzipSync } from "node:zlib";
import type { AlertSummary } from "../../lib/contracts/alert-query.ts";
import { defaultLimits } from "../../lib/normalise/limits.ts";
import { splitRecords } from "../../lib/normalise/split-records.ts";

/** One request to ingest, as a test wants to look at it. */
export interface TakenRequest {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: Buffer;
}

/** What the next requests are answered with before ordinary answers begin. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A stand-in for the API at the other end of the wire, for tests of the senders only: it speaks real HTTP, fails as it
 * is told, answers a known Idempotency-Key with the stored answer, and keeps a ledger in which all is scored at once
 * and each request raised an alert.
 */
export interface ScriptedApi {
  readonly url: string;
  /** Requests that were acknowledged, without repetitions. */
  readonly taken: readonly TakenRequest[];
  /** All attempts. */
  readonly attempts: () => number;
  readonly script: ScriptedAnswer[];
  close(): Promise<void>;
}

function allAccepted(accepted: number): string {
  const refused = { rejectedCount: 0, rejected: [], alsoRejected: [] };
  return JSON.stringify({ batchId: randomUUID(), accepted, duplicates: 0, ...refused });
}

function summaryOf(newAlerts: number): string {
  const none = { count: 0, p50: null, p90: null };
  const now = new Date().toISOString();
  const summary: AlertSummary = {
    counts: { new: newAlerts, in_progress: 0, suppressed: 0, resolved: 0 },
    atLeast: [],
    timeToAcknowledge: none,
    timeToResolve: none,
    measuredFrom: now,
    measuredTo: now,
  };
  return JSON.stringify(summary);
}

export async function startScriptedApi(): Promise<ScriptedApi> {
  const taken: TakenRequest[] = [];
  const answers = new Map<string, string>();
  const script: ScriptedAnswer[] = [];
  let attempts = 0;
  let records = 0;

  const ingest = (request: TakenRequest): string => {
    const key = String(request.headers["idempotency-key"]);
    const known = answers.get(key);
    if (known !== undefined) return known;
    taken.push(request);
    const accepted = splitRecords(request.body, defaultLimits).records.length;
    records += accepted;
    const answer = allAccepted(accepted);
    answers.set(key, answer);
    return answer;
  };
  const ledger = () => {
    const totals = {
      received: records,
      rejected: 0,
      duplicate: 0,
      accepted: records,
      scored: records,
      waiting: 0,
      deadLettered: 0,
      expired: 0,
    };
    return JSON.stringify({ asOf: new Date().toISOString(), balanced: true, totals, head: records, position: records });
  };

  const server = createServer(async (incoming, response) => {
    const parts: Buffer[] = [];
    for await (const part of incoming) parts.push(part);
    const path = incoming.url ?? "";
    if (path.startsWith("/api/v1/ledger")) response.end(ledger());
    else if (path.startsWith("/api/v1/alerts/summary?")) response.end(summaryOf(taken.length));
    else if (path.startsWith("/api/v1/health")) response.end("{}");
    else if (!path.startsWith("/api/v1/events?")) response.writeHead(404).end("{}");
    else {
      attempts += 1;
      const planned = script.shift();
      if (planned !== undefined) {
        response.writeHead(planned.status, planned.headers ?? {}).end('{"title":"As the test wants it"}');
        return;
      }
      const sent = Buffer.concat(parts);
      const body = incoming.headers["content-encoding"] === "gzip" ? gunzipSync(sent) : sent;
      response.writeHead(202).end(ingest({ path, headers: incoming.headers, body }));
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The test server has no port");
  return {
    url: `http://127.0.0.1:${address.port}`,
    taken,
    attempts: () => attempts,
    script,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
