import { expect } from "vitest";
import { z } from "zod";
import { MetricError, type MetricWarning } from "../../lib/stats/metrics/metric-result.ts";
import { encodedNumber } from "./encoded-number.ts";

const warning = z.object({ type: z.string(), message: z.string() });

/** What a golden file expects of one call: a value with perhaps warnings, or an error. */
export const golden = z.union([
  z.object({ error: warning }),
  z.object({ value: z.unknown(), warnings: z.array(warning).default([]) }),
]);
export type Golden = z.infer<typeof golden>;

/** Compares what a call gives, its warnings or its error, with what is expected; numbers to 1e-9. */
export function expectGolden(
  expected: Golden,
  call: () => { value: unknown; warnings: readonly MetricWarning[] },
): void {
  if ("error" in expected) {
    const failure = failureOf(call);
    expect(failure).toBeInstanceOf(MetricError);
    if (failure instanceof MetricError) {
      expect({ type: failure.kind, message: failure.message }).toEqual(expected.error);
    }
    return;
  }
  const found = call();
  expect(found.warnings.map(({ kind, message }) => ({ type: kind, message }))).toEqual(expected.warnings);
  expectClose(found.value, expected.value);
}

/** Deep equality of numbers, arrays and records, numbers to 1e-9, the texts NaN and Infinity read as numbers. */
export function expectClose(found: unknown, expected: unknown, path = "value"): void {
  if (Array.isArray(expected)) {
    const list = found instanceof Float64Array || found instanceof Int32Array ? [...found] : found;
    if (!Array.isArray(list)) throw new Error(`${path} is no list`);
    expect(list.length, path).toBe(expected.length);
    for (const [i, item] of expected.entries()) expectClose(list[i], item, `${path}[${i}]`);
    return;
  }
  if (typeof expected === "object" && expected !== null) {
    const record = z.record(z.string(), z.unknown()).parse(found);
    for (const [key, item] of Object.entries(expected)) expectClose(record[key], item, `${path}.${key}`);
    return;
  }
  const number = typeof expected === "number" ? expected : encodedNumber.parse(expected);
  if (typeof found !== "number") throw new Error(`${path} is no number but ${found}`);
  const same = Object.is(found, number) || found === number || Math.abs(found - number) <= 1e-9;
  expect(same, `${path}: ${found} is not ${number}`).toBe(true);
}

function failureOf(call: () => unknown): unknown {
  try {
    call();
  } catch (failure) {
    return failure;
  }
  return undefined;
}
