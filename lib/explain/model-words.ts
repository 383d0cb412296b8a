import type { Counterfactual } from "./counterfactual/find-counterfactual.ts";
import { type FeatureReading, readingOf } from "./feature-readings.ts";

/** Two plain sentences. */
export type TwoSentences = readonly [string, string];

export interface ModelFacts {
  readonly names: readonly string[];
  /** The row as the model got it, imputed values included. */
  readonly row: Float64Array;
  /** What is usual for each feature: for this entity where that is known, else among normal rows. NaN = not known. */
  readonly usual: Float64Array;
  /** Columns whose value could not be had and was taken as usual. */
  readonly imputed: ReadonlySet<number>;
  /** How a column is read; by the table of event features unless given. Null: it has no words, and is only counted. */
  readonly readingOf?: ((name: string) => FeatureReading | null) | undefined;
}

/** So many features are named in a sentence; a longer one nobody reads. */
const mostNamed = 3;

/**
 * What raised a model's answer and what lowered it, then what was imputed. `contributions` holds one number for each
 * column, high = threatening: SHAP values, or an ablation's. No name of the code comes into the text.
 */
export function sayContributions(contributions: Float64Array, facts: ModelFacts): TwoSentences {
  const raised = nameRaising(contributions, facts);
  const lowered = listed(strongest(contributions, -1), facts, withUsual);
  const parts = [
    raised === "" ? "Nothing in it raised the score" : `Raised most by ${raised}`,
    ...(lowered === "" ? [] : [`lowered most by ${lowered}`]),
  ];
  return [`${parts.join("; ")}.`, sayImputed(facts)];
}

/** The features that raised a model's answer most, at most three, with their values and what is usual; empty: none did. */
export function nameRaising(contributions: Float64Array, facts: ModelFacts): string {
  return listed(strongest(contributions, 1), facts, withUsual);
}

/** Columns with the largest contributions of the sign. */
function strongest(contributions: Float64Array, sign: 1 | -1): readonly number[] {
  const size = (column: number) => Math.abs(contributions[column] ?? 0);
  return Array.from(contributions.keys())
    .filter((column) => sign * (contributions[column] ?? 0) > 0)
    .sort((a, b) => size(b) - size(a) || a - b)
    .slice(0, mostNamed);
}

/** What would have kept it under the threshold, then what was imputed. Null: no such change was found. */
export function sayCounterfactual(found: Counterfactual | null, facts: ModelFacts): TwoSentences {
  if (found === null) {
    return ["No few changes were found that would have kept it under the threshold.", sayImputed(facts)];
  }
  const changes = new Map(found.changes.map((change) => [change.column, change]));
  const text = listed([...changes.keys()], facts, (reading, column) => {
    const change = changes.get(column);
    const from = sayValue(reading, change?.from ?? Number.NaN);
    const to = sayValue(reading, change?.value ?? Number.NaN);
    const bound = change?.wanted === "atMost" ? "at most about " : "more than about ";
    const usual = facts.usual[column] ?? Number.NaN;
    const habit = Number.isNaN(usual) ? "" : `, usual ${reading.say(usual)}`;
    return `${reading.what}: ${reading.amount ? bound : ""}${to} instead of ${from}${habit}`;
  });
  return [`It would have stayed under the threshold with ${text}.`, sayImputed(facts)];
}

function withUsual(reading: FeatureReading, column: number, { row, usual, imputed }: ModelFacts): string {
  const value = sayValue(reading, row[column] ?? Number.NaN);
  if (imputed.has(column)) {
    return `${reading.what}: not known${Number.isNaN(row[column]) ? "" : `, taken as ${value}`}`;
  }
  const habit = usual[column] ?? Number.NaN;
  return `${reading.what}: ${value}${Number.isNaN(habit) ? "" : `, usual ${reading.say(habit)}`}`;
}

function sayValue(reading: FeatureReading, value: number): string {
  return Number.isNaN(value) ? "not known" : reading.say(value);
}

type SayFeature = (reading: FeatureReading, column: number, facts: ModelFacts) => string;

/** Those that have words, and how many have none. */
function listed(columns: readonly number[], facts: ModelFacts, say: SayFeature): string {
  const find = facts.readingOf ?? readingOf;
  const parts: string[] = [];
  let wordless = 0;
  for (const column of columns) {
    const reading = find(facts.names[column] ?? "");
    if (reading === null) wordless += 1;
    else parts.push(say(reading, column, facts));
  }
  if (wordless > 0)
    parts.push(wordless === 1 ? "one input without a description" : `${wordless} inputs without a description`);
  return parts.join("; ");
}

function sayImputed(facts: ModelFacts): string {
  const columns = [...facts.imputed].sort((a, b) => a - b);
  if (columns.length === 0) return "All that was asked for was known.";
  const named = listed(columns.slice(0, mostNamed), facts, ({ what }) => what);
  const more = columns.length > mostNamed ? ` and ${columns.length - mostNamed} more` : "";
  return `Not known, so taken as usual: ${named}${more}.`;
}
