import type { JsonFormat, LineFormat } from "./format.ts";
import { genericJson } from "./formats/generic-json.ts";
import type { JsonRecord } from "./json-record.ts";
import { jsonFormats, lineFormats } from "./registry.ts";

/** Finds the format of a record. It asks the last one found first; formats exclude each other, so that is only faster. */
export interface Picker {
  /** Name that the sender gave, null for automatic. */
  readonly named: string | null;
  /** The record's format; the generic one for what has no marks of another, unless another was named. */
  forRecord(record: JsonRecord): JsonFormat | null;
  forLine(line: string): LineFormat | null;
  /** Why nothing of the named format was found. */
  mismatch(): string;
}

function matches(name: string, wanted: string | null): boolean {
  return wanted === null || name === wanted || name.startsWith(`${wanted}.`);
}

/** Names that a sender may give as `format`, beside `auto`. */
export function formatNames(): string[] {
  const names = [...jsonFormats, ...lineFormats, genericJson].map((format) => format.name);
  const families = names.filter((name) => name.includes(".")).map((name) => name.slice(0, name.indexOf(".")));
  return [...new Set([...names, ...families])].sort();
}

export function createPicker(format: string): Picker {
  const named = format === "auto" || format === "" ? null : format;
  const forJson = jsonFormats.filter(({ name }) => matches(name, named));
  const forText = lineFormats.filter(({ name }) => matches(name, named));
  const fallback = matches(genericJson.name, named) ? genericJson : null;
  let lastJson: JsonFormat | null = null;
  let lastText: LineFormat | null = null;
  return {
    named,
    forRecord(record) {
      if (lastJson?.recognise(record)) return lastJson;
      lastJson = forJson.find((candidate) => candidate.recognise(record)) ?? null;
      return lastJson ?? fallback;
    },
    forLine(line) {
      if (lastText?.recognise(line)) return lastText;
      lastText = forText.find((candidate) => candidate.recognise(line)) ?? null;
      return lastText;
    },
    mismatch() {
      const needs = [...forJson, ...forText].map((candidate) => candidate.needs);
      if (needs.length === 0)
        return `There is no format "${named}"; send format=auto or one that docs/FORMATS.md names.`;
      return `The record is not "${named}": expected ${[...new Set(needs)].slice(0, 3).join(", or ")}.`;
    },
  };
}
