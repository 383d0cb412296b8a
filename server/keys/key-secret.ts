import { createHash, randomBytes } from "node:crypto";

const pattern = /^tl_[A-Za-z0-9_-]{43}$/;

/** A new API key: `tl_` and 32 random bytes. It is shown once; the database holds its hash alone. */
export function newKeySecret(): string {
  return `tl_${randomBytes(32).toString("base64url")}`;
}

/** Whether the text can be a key at all: spares the database the question. */
export function isKeySecret(text: string): boolean {
  return pattern.test(text);
}

/** 256 random bits need no slow hash: there is nothing to guess. */
export function hashKeySecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

/** What people recognise a key by in lists. */
export function keyPrefix(secret: string): string {
  return secret.slice(0, 9);
}
