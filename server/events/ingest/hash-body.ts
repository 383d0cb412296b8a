import { createHash, webcrypto } from "node:crypto";

/** Larger bodies are hashed on a thread of their own: 16 MB take some hundredths of a second. */
const inlineBytes = 256 * 1024;

async function digest(body: Buffer): Promise<Buffer> {
  if (body.length <= inlineBytes) return createHash("sha512").update(body).digest();
  return Buffer.from(await webcrypto.subtle.digest("SHA-512", body));
}

/**
 * SHA-512 of a body and of what its sender says about it, which tells whether a retry is the same request. In software
 * it takes half as long as SHA-256.
 */
export async function hashBody(body: Buffer, said: readonly string[]): Promise<Buffer> {
  return createHash("sha512")
    .update(await digest(body))
    .update(JSON.stringify(said))
    .digest();
}
