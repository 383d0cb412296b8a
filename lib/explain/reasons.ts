import type { DetectorName } from "../detectors/detector-table.ts";
import { burstFailures, guessFailures } from "../detectors/fixed-priors.ts";
import { failureRingLength } from "../features/failure-window.ts";
import { type FeatureName, feature } from "../features/feature-table.ts";
import { bytes, count, duration, odds } from "./wording.ts";

/** What a sentence needs: the event's vector and the names of those it is about (empty where there is none). */
export interface ReasonFacts {
  readonly vector: Float32Array;
  readonly at: number;
  readonly user: string;
  readonly host: string;
  readonly source: string;
  readonly destination: string;
  /** Service name, else destination address, with the port. */
  readonly service: string;
  readonly process: string;
  readonly parent: string;
  readonly action: string;
  /** Whom the event is charged to. */
  readonly origin: string;
  readonly findingTitle: string;
  readonly summary: string;
}

function value(facts: ReasonFacts, name: FeatureName): number {
  return facts.vector[facts.at + feature[name]] ?? Number.NaN;
}

function usual(count10m: number, expected: number, who: string): string {
  const seen = `${count(count10m)} events of ${who} within ten minutes`;
  return Number.isNaN(expected) ? `${seen}, too new to know what is usual` : `${seen}, usual are ${count(expected)}`;
}

function failures(facts: ReasonFacts): string {
  const n = value(facts, "originFailures10m");
  return n >= failureRingLength ? `${count(n)} or more` : count(n);
}

function novelties(facts: ReasonFacts): string {
  const parts: string[] = [];
  const add = (name: FeatureName, text: string) => {
    const novelty = value(facts, name);
    if (novelty > 0) parts.push(`${text} for the first time (${odds(novelty)})`);
  };
  add("newUserSource", `${facts.user} came from ${facts.source}`);
  add("newUserHost", `${facts.user} was seen on ${facts.host}`);
  add("newSourceService", `${facts.source} reached ${facts.service}`);
  add("newService", `Anyone reached ${facts.service}`);
  add("newHostProgram", `${facts.host} ran ${facts.process}`);
  add("newParentChild", `${facts.parent} started ${facts.process}`);
  add("newAction", `${facts.user || facts.host} did ${facts.action}`);
  return parts.length === 0 ? "A combination of known partners" : parts.join("; ");
}

function exfiltrated(facts: ReasonFacts): string {
  const sent = bytes(Math.expm1(value(facts, "pairBytesOut1dLn")));
  const usualLn = value(facts, "sourceUsualBytes1dLn");
  const habit = Number.isNaN(usualLn)
    ? "its usual volume is not known yet"
    : `all it usually sends in a day is ${bytes(Math.expm1(usualLn))}`;
  const birth = Math.max(value(facts, "pairBirth"), value(facts, "serviceBirth"));
  const newness = birth > 1 ? `, a service that was new (${odds(birth)})` : "";
  return `${facts.source} sent ${sent} to ${facts.service} within about a day${newness}; ${habit}`;
}

function regular(facts: ReasonFacts): string {
  const gap = duration(Math.expm1(value(facts, "pairGapMeanLn")));
  const spread = Math.round(100 * value(facts, "pairGapVariation"));
  const birth = odds(Math.max(value(facts, "pairBirth"), value(facts, "serviceBirth")));
  return `${facts.source} reached ${facts.service} ${count(value(facts, "pairCount"))} times, every ${gap} with a spread of ${spread} %; the service was new (${birth})`;
}

const sentences: Readonly<Record<DetectorName, (facts: ReasonFacts) => string>> = {
  "failure-burst": (f) =>
    `${failures(f)} failed sign-ins from ${f.origin} within 10 minutes; one normal address in 10,000 reaches ${burstFailures}`,
  "success-after-failures": (f) =>
    `A sign-in of ${f.user || "an unnamed user"} from ${f.origin} succeeded after ${failures(f)} failures within 10 minutes; one normal address in 10,000 succeeds after ${guessFailures}`,
  "source-finding": (f) => `The source itself reports: ${f.findingTitle || f.summary}`,
  "document-spawns-shell": (f) =>
    `${f.parent} started ${f.process} on ${f.host || "a host"}; one normal process start in 20,000 is an interpreter started by a document program`,
  beacon: regular,
  exfiltration: exfiltrated,
  "user-baseline": (f) => usual(value(f, "userCount10m"), value(f, "userExpected10m"), f.user),
  "host-baseline": (f) => usual(value(f, "hostCount10m"), value(f, "hostExpected10m"), f.host),
  "source-baseline": (f) =>
    `${usual(value(f, "sourceCount10m"), value(f, "sourceExpected10m"), f.source)}; ${count(value(f, "sourceUsers1h"))} users and ${count(value(f, "sourceServices1h"))} services in the last hour`,
  "destination-baseline": (f) =>
    `${usual(value(f, "destinationCount10m"), value(f, "destinationExpected10m"), f.destination)}; ${count(value(f, "destinationSources1h"))} sources in the last hour`,
  "new-relation": novelties,
  "half-space-trees": (f) => `An unusual combination of values among events of its kind: ${f.summary}`,
};

/** One sentence on what the detector saw, in plain words, without a full stop. */
export function reasonOf(detector: DetectorName, facts: ReasonFacts): string {
  return sentences[detector](facts);
}
