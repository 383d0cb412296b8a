import { sha256Hex } from "../stats/sha-256.ts";
import { canonicalJson } from "./canonical-json.ts";
import type { ResponseAction, ResponseTarget } from "./words.ts";

/** What an approval is given for: all that decides what will be done to whom, by whom, for how long, and why. */
export interface ApprovedSubject {
  readonly action: ResponseAction;
  readonly target: ResponseTarget;
  readonly executor: { readonly id: number; readonly version: number };
  readonly leaseSeconds: number;
  /** The alert as it was shown. */
  readonly evidence: unknown;
  readonly policyVersion: number;
  readonly playbook: { readonly id: number; readonly version: number } | null;
}

/** SHA-256 over the canonical JSON of the subject, 64 hexadecimal digits. Any change of it makes an approval void. */
export function evidenceHash({
  action,
  target,
  executor,
  leaseSeconds,
  evidence,
  policyVersion,
  playbook,
}: ApprovedSubject): string {
  const { kind, name, role, entityId } = target;
  const subject = {
    form: 1,
    action,
    target: { kind, name, role, entityId },
    executor: { id: executor.id, version: executor.version },
    leaseSeconds,
    evidence,
    policyVersion,
    playbook: playbook === null ? null : { id: playbook.id, version: playbook.version },
  };
  return sha256Hex(new TextEncoder().encode(canonicalJson(subject)));
}
