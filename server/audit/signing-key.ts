import { createPrivateKey, createPublicKey, randomBytes, sign } from "node:crypto";
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { keyIdOf } from "../../lib/record/check-roots.ts";
import { cryptography } from "./cryptography.ts";

/** The key that signs roots. Only the worker holds one. */
export interface SigningKey {
  readonly id: string;
  /** The 32 bytes of the public half, base64url. */
  readonly publicKey: string;
  /** Ed25519 over the text's UTF-8 bytes. */
  sign(text: string): Uint8Array;
}

/** An Ed25519 private key in PKCS #8 is these bytes and then its seed. */
const pkcs8Prefix = Buffer.from("302e020100300506032b657004220420", "hex");
const publicJwk = z.object({ x: z.string() });

/** The key grown from a seed of 32 bytes. */
export function signingKeyOf(seed: Uint8Array): SigningKey {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Prefix, seed]), format: "der", type: "pkcs8" });
  const publicKey = publicJwk.parse(createPublicKey(privateKey).export({ format: "jwk" })).x;
  return {
    id: keyIdOf(publicKey, cryptography.sha256),
    publicKey,
    sign: (text) => sign(null, Buffer.from(text, "utf8"), privateKey),
  };
}

const fileSchema = z.object({ seed: z.string().regex(/^[A-Za-z0-9_-]{43}$/) });

/**
 * The key of AUDIT_SIGNING_KEY, or that of audit-key.json in the state folder, which is made at the first start and
 * readable by its owner alone. Two processes that start together end with one key.
 */
export function loadSigningKey(options: { readonly seed: Uint8Array | null; readonly stateDir: string }): SigningKey {
  if (options.seed !== null) return signingKeyOf(options.seed);
  const path = join(options.stateDir, "audit-key.json");
  if (!existsSync(path)) {
    mkdirSync(options.stateDir, { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${process.pid}`;
    const text = `${JSON.stringify({ seed: randomBytes(32).toString("base64url") }, null, 2)}\n`;
    writeFileSync(unfinished, text, { mode: 0o600 });
    try {
      linkSync(unfinished, path);
    } catch (error) {
      if (!existsSync(path)) throw error; // made by another process meanwhile
    } finally {
      rmSync(unfinished, { force: true });
    }
  }
  const { seed } = fileSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  return signingKeyOf(Buffer.from(seed, "base64url"));
}
