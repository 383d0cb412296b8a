import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import yauzl from "yauzl";
import { whySkipped } from "./skip-rules.ts";

/** One log in a file: the file itself, or a member of an archive. */
export interface Member {
  /** Null for the file itself. */
  readonly name: string | null;
  readonly skipped: string | null;
  readonly chunks: AsyncIterable<Uint8Array>;
}

/** What a file holds, told by its first bytes, not by its name: a zip archive, gzip, or the log as it is. */
export async function* openMembers(path: string): AsyncGenerator<Member> {
  const start = await firstBytes(path);
  if (start.subarray(0, 4).equals(Buffer.from("PK\x03\x04", "latin1"))) {
    yield* zipMembers(path);
    return;
  }
  const file = createReadStream(path, { highWaterMark: 1 << 20 });
  yield { name: null, skipped: null, chunks: isGzip(start) ? unpacked(file) : file };
}

async function* zipMembers(path: string): AsyncGenerator<Member> {
  const archive = await yauzl.openPromise(path);
  for await (const entry of archive.eachEntry()) {
    if (entry.fileName.endsWith("/")) continue;
    const skipped = whySkipped(entry.fileName);
    const content = await archive.openReadStreamPromise(entry);
    yield { name: entry.fileName, skipped, chunks: /\.gz$/i.test(entry.fileName) ? unpacked(content) : content };
    // A member that was not read to its end must not hold the archive open.
    content.destroy();
  }
}

function unpacked(packed: Readable): AsyncIterable<Uint8Array> {
  // Errors reach the reader of the last stream.
  return pipeline(packed, createGunzip(), () => undefined);
}

async function firstBytes(path: string): Promise<Buffer> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function isGzip(start: Buffer): boolean {
  return start[0] === 0x1f && start[1] === 0x8b;
}
