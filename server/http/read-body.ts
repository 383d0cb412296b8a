import { AppError } from "./app-error.ts";

/** The largest change a person sends is a bulk of 500 alerts; events have a door of their own. */
const mostBytes = 1_000_000;

/** Text that PostgreSQL can hold: half a character becomes the replacement character, NUL is refused. */
function storable(_key: string, value: unknown): unknown {
  if (typeof value !== "string") return value;
  if (value.includes("\0")) throw new AppError("invalid_request", { detail: "Text must not hold NUL characters." });
  return new TextDecoder().decode(new TextEncoder().encode(value));
}

/**
 * The next part of the body. It can fail in one way only: whoever sends it goes away, as a page does that asks again for
 * newer figures. That says ECONNRESET too, and would pass for a database that is away.
 */
async function nextPart(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<ReadableStreamReadResult<Uint8Array>> {
  try {
    return await reader.read();
  } catch (cause) {
    throw new AppError("given_up", { cause });
  }
}

/** The body's bytes. Stops reading at the limit, whatever Content-Length says. */
async function readBytes(request: Request, most: number): Promise<Buffer> {
  const reader = request.body?.getReader();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  while (reader !== undefined) {
    const { done, value } = await nextPart(reader);
    if (done) break;
    bytes += value.byteLength;
    if (bytes > most) {
      await reader.cancel();
      throw new AppError("payload_too_large", { detail: `At most ${most} bytes.` });
    }
    chunks.push(value);
  }
  return Buffer.concat(chunks);
}

/** The parsed JSON body. */
export async function readBody(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new AppError("unsupported_media_type", { detail: "Send JSON: Content-Type: application/json." });
  }
  const bytes = await readBytes(request, mostBytes);
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes), storable);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError("invalid_request", { detail: "The body is not JSON.", cause });
  }
}

/** A body that is a file. */
export async function readFileBody(request: Request, most: number): Promise<Uint8Array> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/octet-stream\s*(;|$)/i.test(type)) {
    throw new AppError("unsupported_media_type", { detail: "Send the file: Content-Type: application/octet-stream." });
  }
  return readBytes(request, most);
}
