import type { PlaybookBody, PlaybookMatch } from "../../lib/contracts/playbooks.ts";
import { formatLease } from "./format-time-left.ts";
import { actionWords } from "./response-title.ts";

/** Words of playbooks. */
export const playbookText = {
  loading: "Loading playbooks",
  none: "No playbook yet",
  noneHint: "Without one, responses are only proposed by hand, from an alert.",
  add: "New playbook",
  mayNot: "Administrators change playbooks.",
  saved: "Saved",
  reason: "Why? Kept with the version.",
  reasonNeeded: "Say why, in a few words.",
  nameNeeded: "Give it a name.",
  notSaved: "Not saved yet.",
  versions: "Versions",
  restore: "Put into the form",
} as const;

/** What a playbook reacts to, in one line. */
export function matchLine(match: PlaybookMatch): string {
  const parts = [
    `from ${match.fromBand}`,
    ...(match.detectors.length === 0 ? [] : [match.detectors.join(" or ")]),
    ...(match.techniques.length === 0 ? [] : [match.techniques.join(" or ")]),
    ...(match.families.length === 0 ? [] : [match.families.join(" or ")]),
    ...(match.entities.length === 0 ? [] : [`on ${match.entities.join(", ")}`]),
  ];
  return parts.join(" · ");
}

/** What it does, in one line. */
export function effectLine(body: PlaybookBody): string {
  const how = body.automatic ? ", automatically in the auto band" : "";
  return `${actionWords[body.action]} (${body.targetRole}) for ${formatLease(body.leaseSeconds)}${how}`;
}

/** What a new playbook starts with. */
export function newPlaybook(executorId: number): PlaybookBody {
  return {
    name: "",
    description: "",
    enabled: true,
    match: { fromBand: "approve", families: [], techniques: [], detectors: [], entities: [] },
    action: "block_address",
    targetRole: "source",
    executorId,
    leaseSeconds: 3600,
    decideWithinSeconds: 1800,
    automatic: false,
    budget: { maxActive: 20, maxPerHour: 20 },
  };
}
