import { eventFamilies } from "../event/classes.ts";
import type { FeatureName } from "../features/feature-table.ts";
import { bytes, count, duration, odds } from "./wording.ts";

/** How a feature is named on a screen, and how its number is read. */
export interface FeatureReading {
  readonly what: string;
  readonly say: (value: number) => string;
  /** Whether "at most" and "more than" make sense of what `say` gives. */
  readonly amount: boolean;
  /** How it is called where it is not known; none of a feature whose absence says only that the event has no such part. */
  readonly unknown?: string;
}

const severities = ["not stated", "informational", "low", "medium", "high", "critical", "fatal"] as const;

const asNumber = (value: number) => (Math.abs(value) < 10 ? String(Number(value.toFixed(1))) : count(value));
const number = (what: string): FeatureReading => ({ what, say: asNumber, amount: true });
const share = (what: string): FeatureReading => ({ what, say: (x) => `${Math.round(100 * x)} %`, amount: true });
const volume = (what: string): FeatureReading => ({ what, say: (ln) => bytes(Math.expm1(ln)), amount: true });
const time = (what: string, perSecond = 1): FeatureReading => ({
  what,
  say: (ln) => duration(Math.expm1(ln) / perSecond),
  amount: true,
});
const novelty = (what: string): FeatureReading => ({
  what,
  say: (ln) => (ln > 0 ? `new (${odds(ln)})` : "known"),
  amount: false,
});
const hour = (what: string): FeatureReading => ({
  what,
  say: (surprise) => `active in one week of ${asNumber(Math.exp(Math.max(0, surprise)))}`,
  amount: false,
});
const named = (what: string, say: (code: number) => string): FeatureReading => ({ what, say, amount: false });

const input = (unknown: string, reading: FeatureReading): FeatureReading => ({ ...reading, unknown });

/** Every feature has a row, or a new one would come to a screen under its name in the code. */
const readings: Readonly<Record<FeatureName, FeatureReading>> = {
  family: named("kind of event", (code) => eventFamilies[code] ?? "unknown"),
  failure: named("outcome", (failed) => (failed > 0 ? "failed" : "succeeded")),
  sourceSeverity: input(
    "the source's severity",
    named("severity the source states", (level) => severities[level] ?? "unknown"),
  ),
  bytesOutLn: volume("bytes sent"),
  bytesInLn: volume("bytes received"),
  durationLn: time("duration", 1000),
  textLengthLn: { what: "characters of text", say: (ln) => asNumber(Math.expm1(ln)), amount: true },
  textEntropy: { what: "disorder of the text", say: (bits) => `${asNumber(bits)} bits a character`, amount: true },
  textDigits: share("digits in the text"),
  textUpper: share("capitals in the text"),
  textSymbols: share("symbols in the text"),

  userCount10m: number("events of the user within ten minutes"),
  userExpected10m: input("the user's usual rate", number("events that are usual for the user within ten minutes")),
  userHour: input("the user's usual hours", hour("this hour of the week, for the user")),
  userFailures1h: input("the user's failures", number("failures of the user within an hour")),
  userExpectedFailures1h: number("failures that are usual for the user within an hour"),
  userSources1h: number("sources of the user within an hour"),
  userUsualSources1h: number("sources that are usual for the user within an hour"),
  userHosts1h: number("hosts of the user within an hour"),
  userUsualHosts1h: number("hosts that are usual for the user within an hour"),
  userAgeLn: time("time since the user was first seen"),

  hostCount10m: number("events of the host within ten minutes"),
  hostExpected10m: input("the host's usual rate", number("events that are usual for the host within ten minutes")),
  hostHour: input("the host's usual hours", hour("this hour of the week, for the host")),
  hostPrograms1h: number("programs of the host within an hour"),
  hostUsualPrograms1h: number("programs that are usual for the host within an hour"),
  hostAgeLn: time("time since the host was first seen"),

  sourceCount1m: number("events of the source within a minute"),
  sourceCount10m: number("events of the source within ten minutes"),
  sourceExpected10m: input(
    "the source's usual rate",
    number("events that are usual for the source within ten minutes"),
  ),
  sourceHour: input("the source's usual hours", hour("this hour of the week, for the source")),
  sourceFailures1h: input("the source's failures", number("failures of the source within an hour")),
  sourceExpectedFailures1h: number("failures that are usual for the source within an hour"),
  sourceUsers1h: number("users from the source within an hour"),
  sourceUsualUsers1h: number("users that are usual from the source within an hour"),
  sourceServices1h: number("services reached by the source within an hour"),
  sourceUsualServices1h: number("services that are usual for the source within an hour"),
  sourceBytesOutDeviation: input(
    "the spread of the source's transfers",
    number("standard deviations from what the source usually sends"),
  ),
  sourceUsualBytes1dLn: input("the source's usual volume", volume("bytes that the source usually sends in a day")),
  sourceAgeLn: time("time since the source was first seen"),

  destinationCount10m: number("events at the destination within ten minutes"),
  destinationExpected10m: input(
    "the destination's usual rate",
    number("events that are usual at the destination within ten minutes"),
  ),
  destinationSources1h: number("sources at the destination within an hour"),
  destinationUsualSources1h: number("sources that are usual at the destination within an hour"),
  destinationAgeLn: time("time since the destination was first seen"),

  newUserSource: novelty("the source, for the user"),
  newUserHost: novelty("the host, for the user"),
  newSourceService: novelty("the service, for the source"),
  newService: novelty("the service, for anyone"),
  newHostProgram: novelty("the program, for the host"),
  newParentChild: novelty("the program, for what started it"),
  newAction: novelty("the action, for who did it"),

  pairBirth: novelty("the service, when the source first reached it"),
  serviceBirth: novelty("the service, when it was first met"),
  pairCount: number("times that the source reached the service"),
  pairGapMeanLn: time("time between two visits of the source to the service"),
  pairGapVariation: share("spread of the time between visits"),
  pairBytesOut1dLn: volume("bytes sent to the service within about a day"),
  pairAgeLn: time("time since the source first reached the service"),

  originFailures10m: number("failed sign-ins within ten minutes"),
  documentSpawnsShell: named("a document program starting an interpreter", (does) => (does > 0 ? "yes" : "no")),
};

/** Null for a name that is no feature of events: a column of somebody's table, say. */
export function readingOf(name: string): FeatureReading | null {
  const known: Readonly<Record<string, FeatureReading>> = readings;
  return Object.hasOwn(readings, name) ? (known[name] ?? null) : null;
}
