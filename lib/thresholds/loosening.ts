import { isWithinGroup, type JudgedPair, judgedPairs } from "./judged-pairs.ts";
import { type NotifyRule, type PolicyBody, type SeverityName, severityName } from "./policy.ts";
import { wordsOf, wordsOfException, wordsOfRule } from "./policy-diff.ts";
import type { PolicyException } from "./policy-exception.ts";
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

/**
 * Whether notify may stand higher under the rule after. Where it stands under a rule that moves it, nobody knows; and such
 * a rule begins anew with whatever is changed of it, from its anchor or what holds until there is an estimate, which may
 * lie above where verdicts or scores have brought it by now.
 */
function mayRise(before: Standing["notify"], after: Standing["notify"]): boolean {
  if (typeof before === "number" && typeof after === "number") return after > before;
  return JSON.stringify(before) !== JSON.stringify(after);
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

/** Whether the exception covers nothing that the one before did not: the same events, of fewer entities, for no longer. */
function isNoWider(one: Covering, before: Covering): boolean {
  const [is, was] = [one, before].map(({ exception, groups }) => {
    const { group, ...rest } = exception.match;
    return { rest: JSON.stringify(rest), group: groups.find(({ id }) => id === group) ?? null };
  });
  const isWithin = was?.group ? is?.group && isWithinGroup(is.group, was.group) : !is?.group;
  const isLonger = Date.parse(one.exception.expiresAt) > Date.parse(before.exception.expiresAt);
  return is?.rest === was?.rest && isWithin === true && !isLonger;
}

interface Covering {
  readonly exception: PolicyException;
  readonly groups: PolicyBody["groups"];
}

/** Exceptions that came, or cover more or longer than they did. */
function widerExceptions(before: PolicyBody, after: PolicyBody): Loosening[] {
  return after.exceptions.flatMap((exception) => {
    const known = before.exceptions.find(({ id }) => id === exception.id);
    if (
      known !== undefined &&
      isNoWider({ exception, groups: after.groups }, { exception: known, groups: before.groups })
    )
      return [];
    const was = known === undefined ? "" : wordsOfException(known, before.groups);
    const is = wordsOfException(exception, after.groups);
    return [{ kind: "exception" as const, where: exception.name, before: was, after: is }];
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
  const found = [
    ...judgedPairs(before, after).flatMap(standings),
    ...milderSeverities(before, after),
    ...widerExceptions(before, after),
  ];
  const byWords = new Map(found.map((one) => [JSON.stringify(one), one]));
  return [...byWords.values()];
}
