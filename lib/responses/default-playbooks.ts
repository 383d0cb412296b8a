import { actionTable } from "./actions.ts";
import type { PlaybookRule } from "./match-playbook.ts";

export interface DefaultPlaybook extends PlaybookRule {
  readonly name: string;
  readonly description: string;
  readonly leaseSeconds: number;
  readonly decideWithinSeconds: number;
  readonly budget: { readonly maxActive: number; readonly maxPerHour: number };
}

interface Draft extends Pick<DefaultPlaybook, "name" | "description" | "action" | "targetRole"> {
  readonly detectors?: readonly string[];
  readonly families?: readonly string[];
}

const decideWithinSeconds = 30 * 60;

const drafts: readonly Draft[] = [
  {
    name: "Block a guessing address",
    description: "Passwords are guessed from one address: it is kept out for an hour.",
    detectors: ["failure-burst"],
    action: "block_address",
    targetRole: "source",
  },
  {
    name: "Disable an account that was guessed",
    description: "A sign-in succeeded after many failures: the account is disabled until somebody has looked.",
    detectors: ["success-after-failures"],
    action: "disable_account",
    targetRole: "user",
  },
  {
    name: "Isolate a host whose document started a shell",
    description: "A document started a command interpreter: the machine is taken off the network.",
    detectors: ["document-spawns-shell"],
    action: "isolate_host",
    targetRole: "host",
  },
  {
    name: "Block where a host calls home or data goes",
    description: "Regular contact or an unusual volume towards one address: it is kept out for an hour.",
    detectors: ["beacon", "exfiltration"],
    action: "block_address",
    targetRole: "destination",
  },
  {
    name: "Quarantine a suspicious message",
    description: "A message stands out: it is taken out of the mailboxes for a week.",
    families: ["email"],
    action: "quarantine_message",
    targetRole: "message",
  },
];

/**
 * What a new stream starts with; people are asked about everything. `main` acts from `approve` on, which is off until
 * somebody sets it; the demonstration acts from `notify` on, so that there is something to decide at once.
 */
export function defaultPlaybooks(stream: "main" | "demo"): DefaultPlaybook[] {
  const fromBand = stream === "demo" ? "notify" : "approve";
  return drafts.map(({ detectors = [], families = [], ...draft }) => ({
    ...draft,
    enabled: true,
    match: { fromBand, families, techniques: [], detectors, entities: [] },
    automatic: false,
    leaseSeconds: actionTable[draft.action].lease.defaultSeconds,
    decideWithinSeconds,
    budget: actionTable[draft.action].budget,
  }));
}
