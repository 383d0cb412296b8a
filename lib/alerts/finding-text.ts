import type { DetectorName } from "../detectors/detector-table.ts";
import { visibleName } from "../event/visible-name.ts";
import { fromOrigin, type ReasonFacts, reasonOf } from "../explain/reasons.ts";

const titles: Readonly<Record<DetectorName, (facts: ReasonFacts) => string>> = {
  "failure-burst": (f) => `Password guessing ${f.origin === f.source ? "from" : "against"} ${f.origin}`,
  "success-after-failures": (f) => `Sign-in ${fromOrigin(f)} succeeded after password guessing`,
  "source-finding": (f) => f.findingTitle || "Finding of the source",
  "document-spawns-shell": (f) => `${programName(f.parent)} started ${programName(f.process)}`,
  beacon: (f) => `Regular contact from ${f.source} to ${f.service}`,
  exfiltration: (f) => `Unusual volume sent from ${f.source} to ${f.service}`,
  "user-baseline": (f) => `Unusual activity of user ${f.user}`,
  "host-baseline": (f) => `Unusual activity on ${f.host}`,
  "source-baseline": (f) => `Unusual activity from ${f.source}`,
  "destination-baseline": (f) => `Unusual activity towards ${f.destination}`,
  "new-relation": (f) => `First-time activity of ${f.origin}`,
  "half-space-trees": (f) => `Unusual event of ${f.origin || "an unnamed origin"}`,
  "trained-model": (f) => `Activity of ${f.origin || "an unnamed origin"} that resembles an attack`,
};

function programName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("\\"), path.lastIndexOf("/")) + 1);
}

/** Title of a finding. Names are what an attacker chose: nothing in them may hide or turn what is read. */
export function titleOf(detector: DetectorName, facts: ReasonFacts): string {
  return visibleName(titles[detector](facts));
}

/** Reason of a finding: the lead's sentence, then those of the other detectors that added to it, at most two. */
export function reasonOfFinding(
  detectors: readonly DetectorName[],
  facts: ReasonFacts,
  imputed: readonly string[],
): string {
  const sentences = detectors.slice(0, 3).map((name) => reasonOf(name, facts));
  if (imputed.length > 0) sentences.push(`Not known, so taken as usual: ${imputed.join(", ")}`);
  return visibleName(`${sentences.join(". ")}.`);
}
