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
  /** The features that moved the trained model most, in words; empty where it raised nothing. */
  readonly moved: string;
}

/** Where failures come from, or whom they concern where the record names no source. */
export function fromOrigin({ origin, source, user }: ReasonFacts): string {
  if (origin === source) return `from ${origin}`;
  return origin === user ? `of user ${origin}` : `on host ${origin}`;
}

function value(facts: ReasonFacts, name: FeatureName): number {
  return facts.vector[facts.at + feature[name]] ?? Number.NaN;
}

interface Habit {
  readonly count: FeatureName;
  readonly expected: FeatureName;
  readonly what: string;
}

/** What stands out against the entity's own past, the strongest first; its rate where nothing does by itself. */
function deviations(facts: ReasonFacts, who: string, habits: readonly Habit[], hour: FeatureName | null): string {
  const seen = habits.map(({ count: name, expected, what }) => {
    const [n, usual] = [value(facts, name), value(facts, expected)];
    const text = Number.isNaN(usual)
      ? `${count(n)} ${what}, too new to know what is usual`
      : `${count(n)} ${what}, usual are ${count(usual)}`;
    return { text, excess: (n - usual) / Math.sqrt(1 + usual) };
  });
  const standingOut = seen.filter(({ excess }) => excess > 1).sort((a, b) => b.excess - a.excess);
  const parts = (standingOut.length > 0 ? standingOut : seen.slice(0, 1)).map(({ text }) => text);
  const surprise = hour === null ? Number.NaN : value(facts, hour);
  if (surprise > 1)
    parts.push(`active at an hour of the week in which it rarely is (one week in ${count(Math.exp(surprise))})`);
  return `${who}: ${parts.join("; ")}`;
}

const habits = {
  user: [
    { count: "userCount10m", expected: "userExpected10m", what: "events within ten minutes" },
    { count: "userFailures1h", expected: "userExpectedFailures1h", what: "failures within an hour" },
    { count: "userSources1h", expected: "userUsualSources1h", what: "sources within an hour" },
    { count: "userHosts1h", expected: "userUsualHosts1h", what: "hosts within an hour" },
  ],
  host: [
    { count: "hostCount10m", expected: "hostExpected10m", what: "events within ten minutes" },
    { count: "hostPrograms1h", expected: "hostUsualPrograms1h", what: "programs within an hour" },
  ],
  source: [
    { count: "sourceCount10m", expected: "sourceExpected10m", what: "events within ten minutes" },
    { count: "sourceFailures1h", expected: "sourceExpectedFailures1h", what: "failures within an hour" },
    { count: "sourceUsers1h", expected: "sourceUsualUsers1h", what: "users within an hour" },
    { count: "sourceServices1h", expected: "sourceUsualServices1h", what: "services within an hour" },
  ],
  destination: [
    { count: "destinationCount10m", expected: "destinationExpected10m", what: "events within ten minutes" },
    { count: "destinationSources1h", expected: "destinationUsualSources1h", what: "sources within an hour" },
  ],
} as const;

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
    `${failures(f)} failed sign-ins ${fromOrigin(f)} within 10 minutes; one normal address in 10,000 reaches ${burstFailures}`,
  "success-after-failures": (f) =>
    `A sign-in of ${f.user || "an unnamed user"}${f.origin === f.source ? ` from ${f.origin}` : ""} succeeded after ${failures(f)} failures within 10 minutes; one normal address in 10,000 succeeds after ${guessFailures}`,
  "source-finding": (f) => `The source itself reports: ${f.findingTitle || f.summary}`,
  "document-spawns-shell": (f) =>
    `${f.parent} started ${f.process} on ${f.host || "a host"}; one normal process start in 20,000 is an interpreter started by a document program`,
  beacon: regular,
  exfiltration: exfiltrated,
  "user-baseline": (f) => deviations(f, `User ${f.user}`, habits.user, "userHour"),
  "host-baseline": (f) => deviations(f, `Host ${f.host}`, habits.host, "hostHour"),
  "source-baseline": (f) => deviations(f, `Source ${f.source}`, habits.source, "sourceHour"),
  "destination-baseline": (f) => deviations(f, `Destination ${f.destination}`, habits.destination, null),
  "new-relation": novelties,
  "half-space-trees": (f) => `An unusual combination of values among events of its kind: ${f.summary}`,
  "trained-model": (f) => `The trained model finds it much like attacks${f.moved === "" ? "" : `, by ${f.moved}`}`,
};

/** One sentence on what the detector saw, in plain words, without a full stop. */
export function reasonOf(detector: DetectorName, facts: ReasonFacts): string {
  return sentences[detector](facts);
}
