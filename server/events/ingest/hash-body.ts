import { createHash, webcrypto } from "node:crypto";

/** Larger bodies are hashed on a thread of their own: 16 MB take up to a tenth of a second. */
const inlineBytes = 256 * 1024;

/** SHA-256 of a body. */
export async function hashBody(body: Buffer): Promise<Buffer> {
  if (body.length <= inlineBytes) return createHash("sha256").update(body).digest();
  return Buffer.from(await webcrypto.subtle.digest("SHA-256", body));
}
