import { canonicalAddress } from "../event/address.ts";

/** A parsed JSON object. Only named keys are ever read, so that keys like `__proto__` or `constructor` mean nothing. */
export type JsonRecord = Readonly<Record<string, unknown>>;

export const emptyRecord: JsonRecord = Object.freeze({});

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Text of a value: strings and finite numbers; null for whatever says "nothing" in logs (empty, `-`, `(empty)`). */
export function textOf(value: unknown): string | null {
  if (typeof value === "string") return value === "" || value === "-" || value === "(empty)" ? null : value;
  if (typeof value === "number") return Number.isFinite(value) ? String(value) : null;
  return typeof value === "boolean" ? String(value) : null;
}

export function text(record: JsonRecord, key: string): string | null {
  return textOf(record[key]);
}

/** First of the keys that holds a text. */
export function firstText(record: JsonRecord, keys: readonly string[]): string | null {
  for (const key of keys) {
    const found = textOf(record[key]);
    if (found !== null) return found;
  }
  return null;
}

/** Number of a value, also from decimal text; NaN where there is none. */
export function numberOf(value: unknown): number {
  // JSON.parse makes an infinity of 1e999.
  if (typeof value === "number") return Number.isFinite(value) ? value : Number.NaN;
  if (typeof value !== "string" || value.length === 0 || value.length > 32) return Number.NaN;
  const unit = value.charCodeAt(value.length - 1);
  const parsed = unit >= 48 && unit <= 57 ? Number(value) : Number.NaN;
  return Number.isFinite(parsed) ? parsed : Number.NaN;
}

export function number(record: JsonRecord, key: string): number {
  return numberOf(record[key]);
}

/** The object under the key, or an empty one, so that paths can be walked without asking at each step. */
export function object(record: JsonRecord, key: string): JsonRecord {
  const value = record[key];
  return isRecord(value) ? value : emptyRecord;
}

/** The elements under the key: none if it is missing, one if it is no array. */
export function list(record: JsonRecord, key: string): readonly unknown[] {
  const value = record[key];
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** First text in the array (or the text itself) under the key. */
export function firstOf(record: JsonRecord, key: string): string | null {
  const value = record[key];
  return Array.isArray(value) ? textOf(value[0]) : textOf(value);
}

/**
 * Address under the key in canonical form. The unspecified addresses (`0.0.0.0`, `::`) name no machine and become null:
 * as an entity they would mix all machines that had no address yet.
 */
export function address(record: JsonRecord, key: string): string | null {
  return addressOf(record[key]);
}

export function addressOf(value: unknown): string | null {
  if (typeof value !== "string") return null;
  const found = canonicalAddress(value);
  return found === "0.0.0.0" || found === "::" ? null : found;
}

/** The value's text in lower case (protocol names). */
export function lower(record: JsonRecord, key: string): string | null {
  return text(record, key)?.toLowerCase() ?? null;
}

/** Parses JSON text that a record carries in a string field; an empty object if it is none. */
export function embedded(record: JsonRecord, key: string): JsonRecord {
  const value = record[key];
  if (isRecord(value)) return value;
  if (typeof value !== "string" || !value.startsWith("{") || value.length > 65_536) return emptyRecord;
  try {
    const parsed: unknown = JSON.parse(value);
    return isRecord(parsed) ? parsed : emptyRecord;
  } catch {
    return emptyRecord;
  }
}
