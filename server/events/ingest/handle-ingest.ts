import type { IncomingMessage, ServerResponse } from "node:http";
import { isPlainName } from "../../../lib/contracts/common.ts";
import { formatNames } from "../../../lib/normalise/pick-format.ts";
import { AppError } from "../../http/app-error.ts";
import { asAppError } from "../../http/problem.ts";
import { peerHeader } from "../../http/request-peer.ts";
import { isLoopbackAddress } from "../../is-loopback.ts";
import type { FoundKey } from "../../keys/key-finder.ts";
import type { Ingest, IngestRequest } from "./ingest.ts";
import { readBodyBytes } from "./read-body-bytes.ts";
import { markAnswer, sendProblem } from "./send-problem.ts";

export interface IngestLog {
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

const knownFormats = new Set(["auto", ...formatNames()]);

/** The living key of the Authorization header, if it may send events from where it is used. */
async function authenticate(ingest: Ingest, request: IncomingMessage): Promise<FoundKey> {
  const [, secret] = /^Bearer ([\x21-\x7e]{1,200})$/i.exec(request.headers.authorization ?? "") ?? [];
  if (secret === undefined) {
    throw new AppError("unauthenticated", { detail: "Send an API key: Authorization: Bearer KEY." });
  }
  const key = await ingest.keys.find(secret);
  if (key === null) throw new AppError("unauthenticated", { detail: "The API key is unknown, expired or revoked." });
  if (!key.scopes.includes("ingest")) throw new AppError("forbidden", { detail: "The key lacks the scope ingest." });
  if (key.loopbackOnly && !isLoopbackAddress(String(request.headers[peerHeader]))) {
    throw new AppError("forbidden", { detail: "The key works from this machine only." });
  }
  ingest.keyUse.note(key.id, String(request.headers[peerHeader]));
  return key;
}

/** A short name from the request: printable, or `invalid_request`. */
function nameFrom(value: string | null | undefined, what: string, fallback: string): string {
  if (value === null || value === undefined || value === "") return fallback;
  if (value.length > 100 || !isPlainName(value) || /\p{Cs}/u.test(value)) {
    throw new AppError("invalid_request", {
      detail: `${what} must have 1 to 100 printable characters, and no marks that hide or turn text.`,
    });
  }
  return value;
}

function idempotencyKeyOf(request: IncomingMessage): string | null {
  const value = request.headers["idempotency-key"];
  if (value === undefined) return null;
  if (typeof value === "string" && /^[\x21-\x7e]{1,200}$/.test(value)) return value;
  throw new AppError("invalid_request", { detail: "Idempotency-Key must have 1 to 200 visible ASCII characters." });
}

type Named = Pick<IngestRequest, "format" | "sourceName" | "replay" | "idempotencyKey">;

/** What the sender says about the body. */
function readNames(request: IncomingMessage, key: FoundKey): Named {
  const query = new URL(request.url ?? "/", "http://localhost").searchParams;
  const format = query.get("format") || "auto";
  if (!knownFormats.has(format)) {
    const names = [...knownFormats].join(", ");
    throw new AppError("invalid_request", { detail: `There is no format "${format.slice(0, 40)}". Known: ${names}.` });
  }
  const replay = request.headers["x-tideline-replay"];
  return {
    format,
    sourceName: nameFrom(query.get("source"), "source", key.name.slice(0, 100)),
    replay: nameFrom(Array.isArray(replay) ? replay[0] : replay, "X-Tideline-Replay", ""),
    idempotencyKey: idempotencyKeyOf(request),
  };
}

async function answer(ingest: Ingest, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const key = await authenticate(ingest, request);
  const named = readNames(request, key);
  const waitSeconds = ingest.rates.waitSeconds(key, ingest.now());
  if (waitSeconds > 0) {
    const detail = `The key may send ${key.recordsPerSecond} records a second.`;
    throw new AppError("rate_limited", { detail, retryAfterSeconds: waitSeconds });
  }
  await ingest.gate.enter(key.stream);
  const body = await readBodyBytes(request, ingest.budget);
  if (body.length === 0) throw new AppError("invalid_request", { detail: "The body is empty." });
  const result = await ingest.take({ key, body, receivedMs: ingest.now(), ...named });
  response.statusCode = 202;
  response.setHeader("content-type", "application/json");
  if (result.replayed) response.setHeader("idempotent-replay", "true");
  response.end(JSON.stringify(result.answer));
}

/** Answers POST /api/v1/events. Every failure is a problem with the request's id; 202 only for what is committed. */
export async function handleIngest(
  ingest: Ingest,
  log: IngestLog,
  { request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse },
): Promise<void> {
  const requestId = markAnswer(response);
  try {
    await answer(ingest, request, response);
  } catch (error) {
    const known = asAppError(error);
    if (known.code === "internal") log.error({ requestId, err: error }, "Events could not be taken in");
    if (!response.destroyed) await sendProblem(response, known, requestId);
  }
}
