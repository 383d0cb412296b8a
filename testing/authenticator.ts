import { createHmac } from "node:crypto";

const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code that an app shows for what was typed into it: written down again from RFC 6238, not what is tested. */
export function authenticatorCode(secret: string, at: Date): string {
  const bits = Array.from(secret.replace(/\s/g, ""), (sign) => signs.indexOf(sign).toString(2).padStart(5, "0"));
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  const key = Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeUInt32BE(Math.floor(at.getTime() / 30_000), 4);
  const mac = createHmac("sha1", key).update(counter).digest();
  const from = (mac.at(-1) ?? 0) % 16;
  const number = ((mac[from] ?? 0) % 128) * 2 ** 24 + mac.readUIntBE(from + 1, 3);
  return String(number % 1_000_000).padStart(6, "0");
}
