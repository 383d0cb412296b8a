import { type JudgedPair, judgedPairs } from "./judged-pairs.ts";
import { type NotifyRule, type PolicyBody, type SeverityName, severityName } from "./policy.ts";
import { wordsOf, wordsOfRule } from "./policy-diff.ts";
import type { ScopeThreshold } from "./policy-scope.ts";

/** What a change lets through: less is told, less is asked, more is done without people, or it looks milder. */
export type LooseningKind = "notify" | "approve" | "auto" | "severity" | "exception";

/** One way in which a policy lets more through than the one before, in words. */
export interface Loosening {
  readonly kind: LooseningKind;
  /** Of which events: the scope's name, or everything else. */
  readonly where: string;
  readonly before: string;
  readonly after: string;
}

/** Thresholds where one scope judges; a rule where notify follows the stream's. */
interface Standing {
  readonly where: string;
  readonly notify: number | NotifyRule;
  readonly approve: number | null;
  readonly auto: number | null;
}

function own(threshold: ScopeThreshold, inherited: number | null): number | null {
  if (threshold === "inherit") return inherited;
  return threshold === "off" ? null : threshold;
}

function standingOf(policy: PolicyBody, place: number): Standing {
  const scope = policy.scopes[place - 1];
  // A fixed rule is the margin that it names.
  const notify = policy.notify.method === "fixed" ? policy.notify.margin : policy.notify;
  if (scope === undefined) return { where: "everything else", notify, approve: policy.approve, auto: policy.auto };
  return {
    where: scope.name,
    notify: scope.notify === "inherit" ? notify : scope.notify,
    approve: own(scope.approve, policy.approve),
    auto: own(scope.auto, policy.auto),
  };
}

/** Whether notify may stand higher under the rule after: where it stands under a rule that moves it, nobody knows. */
function mayRise(before: Standing["notify"], after: Standing["notify"]): boolean {
  if (typeof before === "number" || typeof after === "number") {
    return typeof before === "number" && typeof after === "number" ? after > before : true;
  }
  if (before.method === "neymanPearson" && after.method === "neymanPearson") {
    return after.alpha < before.alpha || after.delta < before.delta || after.untilThen > before.untilThen;
  }
  if (before.method === "guarded" && after.method === "guarded") {
    return (
      after.target < before.target ||
      after.anchor > before.anchor ||
      after.rail > before.rail ||
      after.capacityPerDay < before.capacityPerDay ||
      after.spotCheckShare < before.spotCheckShare ||
      // Which verdicts count: fewer say less, and more than people judge would be weighed as if they had.
      after.judgedShare !== before.judgedShare
    );
  }
  return true;
}

const orNever = (margin: number | null) => margin ?? Number.POSITIVE_INFINITY;
const wordsOfNotify = (notify: Standing["notify"]) =>
  typeof notify === "number" ? wordsOf(notify) : wordsOfRule(notify);

function looseningsOfPair(before: Standing, after: Standing): Loosening[] {
  const where = before.where === after.where ? after.where : `${before.where}, now judged as ${after.where}`;
  const found: Loosening[] = [];
  if (mayRise(before.notify, after.notify)) {
    found.push({ kind: "notify", where, before: wordsOfNotify(before.notify), after: wordsOfNotify(after.notify) });
  }
  if (orNever(after.approve) > orNever(before.approve)) {
    found.push({ kind: "approve", where, before: wordsOf(before.approve), after: wordsOf(after.approve) });
  }
  if (orNever(after.auto) < orNever(before.auto)) {
    found.push({ kind: "auto", where, before: wordsOf(before.auto), after: wordsOf(after.auto) });
  }
  return found;
}

/** A milder severity moves alerts down in every list. */
function milderSeverities(before: PolicyBody, after: PolicyBody): Loosening[] {
  const rank = (name: SeverityName) => severityName.options.indexOf(name);
  return (["notify", "approve", "auto"] as const).flatMap((band) => {
    const [was, is] = [before.severity[band], after.severity[band]];
    return rank(is) < rank(was)
      ? [{ kind: "severity" as const, where: `alerts of ${band}`, before: was, after: is }]
      : [];
  });
}

/**
 * Everything by which the policy after lets more through than the one before; empty where it does so nowhere. Scopes are
 * held against each other by the events that they judge, not by their names: a scope that came, went, moved or takes
 * other events counts by what becomes of these. Where it cannot be known (a rule that sets notify by itself), it counts.
 */
export function looseningsOf(before: PolicyBody, after: PolicyBody): Loosening[] {
  const standings = (pair: JudgedPair) =>
    looseningsOfPair(standingOf(before, pair.before), standingOf(after, pair.after));
  const found = [...judgedPairs(before, after).flatMap(standings), ...milderSeverities(before, after)];
  const byWords = new Map(found.map((one) => [JSON.stringify(one), one]));
  return [...byWords.values()];
}
