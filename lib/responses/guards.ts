import { isCovered } from "./name-pattern.ts";
import type { GuardName, ResponseTarget, TargetKind } from "./words.ts";

export interface ProtectedPattern {
  readonly kind: TargetKind;
  readonly pattern: string;
  readonly reason: string;
}

/** What the guards look at, all of it read in the transaction that is about to act. */
export interface GuardFacts {
  readonly target: ResponseTarget;
  readonly protectedPatterns: readonly ProtectedPattern[];
  readonly killSwitchOn: boolean;
  readonly budget: { readonly maxActive: number; readonly maxPerHour: number };
  /** Of this action in this stream. */
  readonly used: { readonly active: number; readonly lastHour: number };
  /** What was approved, and what the row says now. */
  readonly approvedHash: string | null;
  readonly currentHash: string;
  /** Null while it can be called; else why not. */
  readonly executorProblem: string | null;
}

export interface GuardFinding {
  readonly name: GuardName;
  readonly detail: string;
}

/** The pattern that protects a target, or null. */
export function protectionOf(target: ResponseTarget, patterns: readonly ProtectedPattern[]): ProtectedPattern | null {
  return patterns.find(({ kind, pattern }) => kind === target.kind && isCovered(target.name, pattern, kind)) ?? null;
}

/** What stands against executing it now; null where nothing does. Checked again by who executes, not only by who asks. */
export function findGuard(facts: GuardFacts): GuardFinding | null {
  if (facts.killSwitchOn) return { name: "kill_switch", detail: "The kill switch is on." };
  const shield = protectionOf(facts.target, facts.protectedPatterns);
  if (shield !== null) {
    return { name: "protected", detail: `${facts.target.name} is protected (${shield.pattern}): ${shield.reason}` };
  }
  if (facts.approvedHash !== facts.currentHash) {
    return { name: "evidence", detail: "What was approved is not what would be done now: the approval is void." };
  }
  if (facts.executorProblem !== null) return { name: "executor", detail: facts.executorProblem };
  const { budget, used } = facts;
  if (used.active >= budget.maxActive) {
    return { name: "budget", detail: `${used.active} of this action hold already; ${budget.maxActive} may.` };
  }
  if (used.lastHour >= budget.maxPerHour) {
    return {
      name: "budget",
      detail: `${used.lastHour} of this action began within the hour; ${budget.maxPerHour} may.`,
    };
  }
  return null;
}
