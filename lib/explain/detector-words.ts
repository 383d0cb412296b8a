import { type DetectorName, detectorNames } from "../detectors/detector-table.ts";

const words: Readonly<Record<DetectorName, string>> = {
  "failure-burst": "bursts of failed sign-ins",
  "success-after-failures": "a sign-in after many failures",
  "source-finding": "what the source itself reports",
  "document-spawns-shell": "a document that starts an interpreter",
  beacon: "regular contact with a new service",
  exfiltration: "unusual volume to a new service",
  "user-baseline": "against the user's own past",
  "host-baseline": "against the host's own past",
  "source-baseline": "against the source's own past",
  "destination-baseline": "against the destination's own past",
  "new-relation": "partners that never met before",
  "half-space-trees": "a rare combination of values",
  "trained-model": "the trained model",
};

/** How a detector is named on a screen; the name itself where it is none of ours. */
export function wordsOfDetector(name: string): string {
  const known: Readonly<Record<string, string>> = words;
  return detectorNames.includes(name) ? (known[name] ?? name) : name;
}
