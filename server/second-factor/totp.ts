import { createHmac, timingSafeEqual } from "node:crypto";

/** RFC 4648 base 32, which the apps read secrets in. */
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
export const stepSeconds = 30;
export const codeDigits = 6;

/** Bytes as base 32, without padding. */
export function toBase32(bytes: Uint8Array): string {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, "0")).join("");
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet.charAt(Number.parseInt(group.padEnd(5, "0"), 2))).join("");
}

/** The step that a moment lies in. */
export function stepAt(now: Date): number {
  return Math.floor(now.getTime() / 1000 / stepSeconds);
}

/** The code of a step (RFC 6238 with SHA-1, which every app understands, over RFC 4226). */
export function totpCode(secret: Uint8Array, step: number, digits = codeDigits): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const value = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(value % 10 ** digits).padStart(digits, "0");
}

/**
 * The step whose code this is, of the present one and its two neighbours (clocks differ), if it is later than the last
 * one taken; else null. A code that somebody read over a shoulder cannot be used again.
 */
export function matchingStep(
  secret: Uint8Array,
  { code, now, lastStep }: { readonly code: string; readonly now: Date; readonly lastStep: number },
): number | null {
  const present = stepAt(now);
  const given = Buffer.from(code);
  const steps = [present - 1, present, present + 1].filter((step) => step > lastStep);
  const fits = (step: number) => {
    const expected = Buffer.from(totpCode(secret, step));
    return expected.length === given.length && timingSafeEqual(expected, given);
  };
  return steps.find(fits) ?? null;
}
