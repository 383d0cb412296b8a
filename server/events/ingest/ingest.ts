import { randomUUID } from "node:crypto";
import { TooManyRecordsError } from "../../../lib/normalise/split-result.ts";
import type { Pool } from "../../db/pg.ts";
import { type Appender, createAppender } from "../../event-log/append.ts";
import { IdempotencyConflictError, LogClosedError, LogUnavailableError } from "../../event-log/append-errors.ts";
import type { AppendJob, AppendResult, ReceiptKey } from "../../event-log/append-job.ts";
import { findReceipt } from "../../event-log/find-receipt.ts";
import type { RecentIdsHealth } from "../../event-log/recent-ids.ts";
import { AppError } from "../../http/app-error.ts";
import { createKeyFinder, type FoundKey, type KeyFinder } from "../../keys/key-finder.ts";
import { createKeyUse, type KeyUse } from "../../keys/key-use.ts";
import { createSourceRegistry, type SourceRegistry, TooManySourcesError } from "../../sources/source-registry.ts";
import { hashBody } from "./hash-body.ts";
import { createInFlight } from "./in-flight.ts";
import { IntakeGate } from "./intake-gate.ts";
import { parseBody } from "./parse-body.ts";
import type { BodyBudget } from "./read-body-bytes.ts";
import { createRecordRates, type RecordRates } from "./record-rates.ts";
import { createRejectedSamples } from "./rejected-samples.ts";

export interface IngestOptions {
  readonly pool: Pool;
  /** A direct connection, for the appends. */
  readonly directUrl: string;
  readonly streams: readonly number[];
  readonly stateDir: string;
  readonly retentionBytes: number;
  readonly maxIds?: number;
  readonly now?: () => number;
}

/** One request, read and allowed. */
export interface IngestRequest {
  readonly key: FoundKey;
  readonly body: Buffer;
  readonly receivedMs: number;
  readonly format: string;
  readonly sourceName: string;
  readonly replay: string;
  readonly idempotencyKey: string | null;
}

/** How one stream's intake stands. */
export interface IngestHealth {
  readonly stream: number;
  /** What stands against taking events in, in words. */
  readonly reason: string | null;
  readonly head: number;
  readonly pendingEvents: number;
  readonly recentIds: RecentIdsHealth;
}

/** Takes events into the log; one in a process. */
export interface Ingest {
  readonly keys: KeyFinder;
  readonly keyUse: KeyUse;
  readonly gate: IntakeGate;
  readonly rates: RecordRates;
  readonly budget: BodyBudget;
  readonly now: () => number;
  /** Appends the records of a request; resolves when they are committed. */
  take(request: IngestRequest): Promise<AppendResult>;
  /** Appends an event of Tideline's own, from the source `tideline`; resolves when it is committed. */
  takeOwn(stream: number, body: Buffer): Promise<AppendResult>;
  /** Appends records that are read already: dead letters that are replayed. */
  append(stream: number, job: AppendJob): Promise<AppendResult>;
  health(): IngestHealth[];
  /** Sources were changed, or a stream began anew: what is remembered of them is read again. */
  forgetSources(): void;
  forgetStream(stream: number): void;
  /** Loads the record ids of the window, so that the first request need not wait for it. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** The failures of the log as the answers people get. */
function asAnswer(error: unknown): unknown {
  if (error instanceof IdempotencyConflictError) return new AppError("unprocessable", { detail: error.message });
  if (error instanceof TooManyRecordsError) {
    return new AppError("payload_too_large", { detail: `${error.message} Send it in parts.` });
  }
  if (error instanceof LogClosedError || error instanceof TooManySourcesError)
    return new AppError("unprocessable", { detail: error.message });
  if (error instanceof LogUnavailableError) {
    const detail =
      "It is not certain whether the records were taken in; send them again with the same Idempotency-Key.";
    return new AppError("unavailable", { detail: `${error.message} ${detail}`, retryAfterSeconds: 2, cause: error });
  }
  return error;
}

/** The state of each stream's intake. */
function healthOf(appenders: ReadonlyMap<number, Appender>, gate: IntakeGate): IngestHealth[] {
  return [...appenders].map(([stream, appender]) => ({
    stream,
    reason: gate.reason(stream),
    head: appender.head,
    pendingEvents: appender.pending.events,
    recentIds: appender.recentIds(),
  }));
}

async function receiptOf(request: IngestRequest): Promise<ReceiptKey | null> {
  const { key, idempotencyKey, body, format, sourceName, replay } = request;
  if (idempotencyKey === null) return null;
  return { keyId: key.id, idempotencyKey, bodyDigest: await hashBody(body, [format, sourceName, replay]) };
}

function createAppenders(options: IngestOptions, now: () => number): Map<number, Appender> {
  const { directUrl: url, maxIds } = options;
  const limits = maxIds === undefined ? {} : { maxIds };
  return new Map(options.streams.map((stream) => [stream, createAppender({ url, stream, now, ...limits })]));
}

interface OwnIntake {
  readonly gate: IntakeGate;
  readonly registry: SourceRegistry;
  readonly appenderOf: (stream: number) => Appender;
  readonly now: () => number;
}

/** The intake of what Tideline itself tells: the same gate, formats and log as everybody else's. */
function ownTaker({ gate, registry, appenderOf, now }: OwnIntake): Ingest["takeOwn"] {
  return async (stream, body) => {
    const receivedMs = now();
    try {
      await gate.enter(stream);
      const parsed = await parseBody({ body, stream, sourceName: "tideline", format: "ocsf", receivedMs }, registry);
      const { records, refusals } = parsed;
      const job = { batchId: randomUUID(), receivedMs, replay: "", body, records, refusals, receipt: null };
      return await appenderOf(stream).append(job);
    } catch (error) {
      throw asAnswer(error);
    }
  };
}

export function createIngest(options: IngestOptions): Ingest {
  const { pool, stateDir, retentionBytes, now = Date.now } = options;
  const appenders = createAppenders(options, now);
  const headOf = (stream: number) => appenders.get(stream)?.head ?? 0;
  const gate = new IntakeGate({ pool, stateDir, retentionBytes, now, headOf });
  const registry = createSourceRegistry(pool, now);
  const samples = createRejectedSamples(pool);
  const inFlight = createInFlight();
  const keyUse = createKeyUse(pool, now);
  const rates = createRecordRates();
  const budget: BodyBudget = { usedBytes: 0 };

  function appenderOf(stream: number): Appender {
    const appender = appenders.get(stream);
    if (appender === undefined) throw new Error(`No log is open for stream ${stream}.`);
    return appender;
  }

  async function append(request: IngestRequest, receipt: ReceiptKey | null): Promise<AppendResult> {
    const { key, body, format, sourceName, receivedMs, replay } = request;
    const { stream } = key;
    const appender = appenderOf(stream);
    const parsed = await parseBody({ body, stream, sourceName, format, receivedMs }, registry);
    const { records, refusals } = parsed;
    rates.take(key, records.length + refusals.length, now());
    if (parsed.samples.length > 0) samples.offer(stream, parsed.samples);
    return appender.append({ batchId: randomUUID(), receivedMs, replay, body, records, refusals, receipt });
  }

  async function appendOnce(request: IngestRequest, receipt: ReceiptKey): Promise<AppendResult> {
    return inFlight.once(receipt, async () => {
      const found = await findReceipt(pool, request.key.stream, receipt);
      if (found === null) return append(request, receipt);
      if (!found.sameBody) throw new IdempotencyConflictError();
      return { answer: found.answer, replayed: true };
    });
  }

  return {
    keys: createKeyFinder(pool, now),
    keyUse,
    gate,
    rates,
    budget,
    now,
    async take(request) {
      const bytes = request.body.length;
      budget.usedBytes += bytes;
      try {
        const receipt = await receiptOf(request);
        return await (receipt === null ? append(request, null) : appendOnce(request, receipt));
      } catch (error) {
        throw asAnswer(error);
      } finally {
        budget.usedBytes -= bytes;
      }
    },
    takeOwn: ownTaker({ gate, registry, appenderOf, now }),
    append: async (stream, job) => appenderOf(stream).append(job),
    health: () => healthOf(appenders, gate),
    forgetSources: () => registry.forget(),
    forgetStream(stream) {
      registry.forget();
      appenders.get(stream)?.forget();
    },
    async open() {
      await Promise.all([...[...appenders.values()].map((appender) => appender.open()), gate.refresh()]);
    },
    async close() {
      gate.close();
      await Promise.all([...appenders.values()].map((appender) => appender.close()));
      await Promise.all([samples.close(), keyUse.close()]);
    },
  };
}
