import type { FeatureName } from "../features/feature-table.ts";

/** Inputs of detectors in plain words, for "not known, so taken as usual: …". */
const words: Readonly<Partial<Record<FeatureName, string>>> = {
  userExpected10m: "the user's usual rate",
  userHour: "the user's usual hours",
  userFailures1h: "the user's failures",
  hostExpected10m: "the host's usual rate",
  hostHour: "the host's usual hours",
  sourceExpected10m: "the source's usual rate",
  sourceHour: "the source's usual hours",
  sourceFailures1h: "the source's failures",
  sourceUsualBytes1dLn: "the source's usual volume",
  sourceBytesOutDeviation: "the spread of the source's transfers",
  destinationExpected10m: "the destination's usual rate",
  sourceSeverity: "the source's severity",
};

/** Null for a feature whose absence says only that the event has no such part. */
export function wordsOf(name: string): string | null {
  const known: Readonly<Record<string, string>> = words;
  return known[name] ?? null;
}
