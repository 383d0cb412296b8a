import { createHmac, randomBytes, randomInt } from "node:crypto";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { App } from "../http/app.ts";

/** 160 bits, as RFC 4226 recommends. */
export const newSecret = (): Buffer => randomBytes(20);

export function encryptSecret(app: App, secret: Buffer): Promise<string> {
  return symmetricEncrypt({ key: app.settings.authSecret, data: secret.toString("base64") });
}

export async function decryptSecret(app: App, encrypted: string): Promise<Buffer> {
  return Buffer.from(await symmetricDecrypt({ key: app.settings.authSecret, data: encrypted }), "base64");
}

/** Without the letters and digits that are mistaken for each other when read. */
const alphabet = "abcdefghjkmnpqrstuvwxyz23456789";
const codeLength = 10;
const codeCount = 10;

/** Ten codes of about 49 bits each, as `abcde-fghij`. */
export function newBackupCodes(): string[] {
  const sign = () => alphabet.charAt(randomInt(alphabet.length));
  return Array.from({ length: codeCount }, () => {
    const text = Array.from({ length: codeLength }, sign).join("");
    return `${text.slice(0, 5)}-${text.slice(5)}`;
  });
}

/** What people type: spaces and dashes do not matter, nor does case. */
export const plainCode = (code: string) => code.replace(/[\s-]/g, "").toLowerCase();

/** Keyed with the instance's secret and the person: a copy of the table alone cannot be searched. */
export function hashBackupCode(app: App, userId: string, code: string): Buffer {
  return createHmac("sha256", app.settings.authSecret)
    .update(`backup code ${userId} ${plainCode(code)}`)
    .digest();
}
