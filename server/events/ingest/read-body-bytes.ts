import type { IncomingMessage } from "node:http";
import { createGunzip } from "node:zlib";
import { AppError } from "../../http/app-error.ts";
import { ingestLimits } from "./ingest-limits.ts";

function tooLarge(): AppError {
  const megabytes = ingestLimits.bodyBytes / 1024 / 1024;
  return new AppError("payload_too_large", {
    detail: `A request may have ${megabytes} MB after unpacking; send several.`,
  });
}

type Encoding = "identity" | "gzip";

function encodingOf(request: IncomingMessage): Encoding {
  const named = (request.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  if (named === "identity" || named === "") return "identity";
  if (named === "gzip" || named === "x-gzip") return "gzip";
  throw new AppError("unsupported_media_type", {
    detail: `Content-Encoding "${named.slice(0, 40)}" is not known; send gzip or none.`,
  });
}

/** Memory for bodies, shared by all requests of the process. */
export interface BodyBudget {
  usedBytes: number;
}

/** Collects chunks within the limits. */
class Collector {
  readonly #chunks: Buffer[] = [];
  readonly #budget: BodyBudget;
  #bytes = 0;

  constructor(budget: BodyBudget) {
    this.#budget = budget;
  }

  add(chunk: Buffer, receivedBytes: number): void {
    this.#bytes += chunk.length;
    this.#budget.usedBytes += chunk.length;
    this.#chunks.push(chunk);
    if (this.#bytes > ingestLimits.bodyBytes) throw tooLarge();
    const isBomb = this.#bytes > ingestLimits.ratioFreeBytes && this.#bytes > receivedBytes * ingestLimits.unpackRatio;
    if (isBomb)
      throw new AppError("payload_too_large", {
        detail: "The body unpacks to far more than it has; it is taken for an attack.",
      });
    if (this.#budget.usedBytes > ingestLimits.bufferedBytes) {
      throw new AppError("unavailable", {
        detail: "Too many requests are being received at once.",
        retryAfterSeconds: 1,
      });
    }
  }

  /** Gives the memory back; the body itself is counted by whoever works on it. */
  release(): void {
    this.#budget.usedBytes -= this.#bytes;
    this.#bytes = 0;
  }

  body(): Buffer {
    const [only] = this.#chunks;
    return this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks);
  }
}

async function collectPlain(request: IncomingMessage, collector: Collector): Promise<void> {
  // The socket must outlive a refusal, or the sender never reads the answer.
  for await (const chunk of request.iterator({ destroyOnReturn: false }))
    collector.add(chunk, Number.POSITIVE_INFINITY);
}

async function collectGzip(request: IncomingMessage, collector: Collector): Promise<void> {
  const gunzip = createGunzip();
  let receivedBytes = 0;
  request.on("data", (chunk: Buffer) => {
    receivedBytes += chunk.length;
  });
  request.once("aborted", () => gunzip.destroy(new Error("The sender went away.")));
  request.pipe(gunzip);
  try {
    for await (const chunk of gunzip) collector.add(chunk, receivedBytes);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("invalid_request", { detail: "The body says that it is gzip and cannot be unpacked.", cause });
  } finally {
    request.unpipe(gunzip);
    gunzip.destroy();
  }
}

/** Reads the whole body, unpacked, into memory. Stops at the first byte beyond a limit, whatever Content-Length says. */
export async function readBodyBytes(request: IncomingMessage, budget: BodyBudget): Promise<Buffer> {
  const encoding = encodingOf(request);
  if (Number(request.headers["content-length"] ?? 0) > ingestLimits.bodyBytes) throw tooLarge();
  const collector = new Collector(budget);
  try {
    await (encoding === "gzip" ? collectGzip(request, collector) : collectPlain(request, collector));
    return collector.body();
  } finally {
    collector.release();
  }
}
