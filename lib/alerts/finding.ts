import {
  type DetectorName,
  detector,
  detectorInputs,
  detectorNames,
  fixedPriorCount,
} from "../detectors/detector-table.ts";
import { readingOf } from "../explain/feature-readings.ts";
import type { ReasonFacts } from "../explain/reasons.ts";
import { feature, featureNames } from "../features/feature-table.ts";
import type { Policy, SeverityName } from "../thresholds/policy.ts";
import { reasonOfFinding, titleOf } from "./finding-text.ts";
import { severityOf } from "./severity.ts";

/** What the judge found in one event at or over `notify`. */
export interface Judgement {
  readonly band: 1 | 2 | 3;
  readonly notify: number;
  /** Largest margin of a stated prior, -Infinity where none fired. */
  readonly floor: number;
  /** Per detector, from contributions[contributionsAt]. */
  readonly contributions: Float32Array;
  readonly contributionsAt: number;
}

/** Whom a finding is charged to: what a likeness tells apart of it is its kind alone. */
export type OriginKind = "address" | "user" | "host" | "none";

export interface FindingText {
  readonly key: string;
  readonly origin: string;
  readonly originKind: OriginKind;
  /** What findings have in common that people would judge alike: lead detector, what it is, event class, kind of origin. */
  readonly likeness: string;
  readonly detectors: readonly DetectorName[];
  readonly title: string;
  readonly reason: string;
  readonly severity: SeverityName;
  readonly techniques: readonly string[];
}

/** A detector is named beside the lead if it saw at least what one normal event in ten shows. */
const leastMentioned = 2.3;

/** Turns one flagged event into what an alert says. `technique`: as the source names it, or empty. */
export function describeFinding(
  judgement: Judgement,
  facts: ReasonFacts,
  { technique, classUid }: { readonly technique: string; readonly classUid: number },
  policy: Policy,
): FindingText {
  const detectors = rankDetectors(judgement);
  const lead = detectors[0] ?? "half-space-trees";
  const severity = facts.vector[facts.at + feature.sourceSeverity] ?? Number.NaN;
  // Two signatures of an intrusion detector are two findings even where neither names a technique.
  const what = technique === "" && lead === "source-finding" ? facts.findingTitle : technique;
  const originKind = kindOfOrigin(facts);
  return {
    key: `${lead}|${facts.origin}|${what}`,
    origin: facts.origin,
    originKind,
    likeness: `${lead}|${what}|${classUid}|${originKind}`,
    detectors,
    title: titleOf(lead, facts),
    reason: reasonOfFinding(detectors, facts, imputedInputs(lead, facts)),
    severity: severityOf(policy, judgement.band, lead, severity),
    techniques: technique === "" ? [] : [technique],
  };
}

function kindOfOrigin({ origin, source, user, host }: ReasonFacts): OriginKind {
  if (origin === "") return "none";
  if (origin === source) return "address";
  if (origin === user) return "user";
  return origin === host ? "host" : "none";
}

/** Lead first: a stated prior that suffices by itself, else the largest contribution; then the others that saw something. */
function rankDetectors(judgement: Judgement): DetectorName[] {
  const { contributions, contributionsAt, floor, notify } = judgement;
  const of = (name: DetectorName) => contributions[contributionsAt + detector[name]] ?? 0;
  const names = detectorKeys.filter((name) => of(name) > 0).sort((a, b) => of(b) - of(a));
  const leads = floor >= notify ? names.filter((name) => detector[name] < fixedPriorCount) : names;
  const lead = leads[0];
  if (lead === undefined) return names.slice(0, 1);
  return [lead, ...names.filter((name) => name !== lead && of(name) >= leastMentioned)];
}

function imputedInputs(lead: DetectorName, facts: ReasonFacts): string[] {
  const missing = Array.from(detectorInputs[detector[lead]] ?? []).filter((index) =>
    Number.isNaN(facts.vector[facts.at + index] ?? Number.NaN),
  );
  return missing.flatMap((index) => readingOf(featureNames[index] ?? "")?.unknown ?? []);
}

function isDetectorName(name: string): name is DetectorName {
  return name in detector;
}

const detectorKeys: readonly DetectorName[] = detectorNames.filter(isDetectorName);
