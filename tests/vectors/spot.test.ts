import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type SpotState, startSpot, stepSpot } from "../../lib/thresholds/adapt/spot.ts";
import { hasVectors, readVectors } from "./read-vectors.ts";

const file = "spot_dspot.json";
const numbers = z.array(z.number());
const shape = z.object({
  streams: z.record(z.string(), numbers),
  cases: z.array(
    z.object({
      stream: z.string(),
      algo: z.string(),
      q: z.number(),
      n_init: z.number(),
      level: z.number(),
      depth: z.number(),
      initial_threshold: z.number(),
      thresholds: numbers,
      alarms: numbers,
    }),
  ),
});
/** A stream that makes a peak of every other value costs a fit each: its beginning says enough. */
const longest = 2500;
const longestOfPeaks = 900;

describe.skipIf(!hasVectors(file))(file, () => {
  const golden = shape.parse(readVectors(file));

  it.each(golden.cases)("$algo on $stream gives the golden thresholds and alarms", (expected) => {
    const stream = golden.streams[expected.stream] ?? [];
    const { q: risk, level, depth, n_init } = expected;
    let state: SpotState = startSpot(stream.slice(0, n_init), { risk, level, depth });
    expect(state.peakFrom).toBeCloseTo(expected.initial_threshold, 9);
    const most = expected.alarms.length > 1000 ? longestOfPeaks : longest;
    const values = stream.slice(n_init, n_init + most);
    const alarms: number[] = [];
    for (const [i, value] of values.entries()) {
      const { alarm, threshold } = stepSpot(state, value);
      if (alarm) alarms.push(i);
      const golden = expected.thresholds[i] ?? 0;
      expect(Math.abs(threshold - golden) / Math.abs(golden), `threshold ${i}`).toBeLessThan(1e-3);
      if (i === 500) state = structuredClone(state);
    }
    expect(alarms).toEqual(expected.alarms.filter((i) => i < values.length));
  });
});
