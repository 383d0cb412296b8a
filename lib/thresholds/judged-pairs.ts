import type { Hours } from "./hours.ts";
import type { PolicyBody } from "./policy.ts";
import type { EntityGroup, PolicyScope } from "./policy-scope.ts";

/** Places of the scopes, from 1, that judge the same event before and after a change; 0: where none fits. */
export interface JudgedPair {
  readonly before: number;
  readonly after: number;
}

/** What is asked beside class and source: to be in a group, to happen within hours; null: nothing. */
interface Condition {
  readonly group: EntityGroup | null;
  readonly hours: Hours | null;
}

/** One scope of one of both policies, its group found. */
interface Asking extends Condition {
  readonly match: PolicyScope["match"];
}

const askingOf = ({ scopes, groups }: Pick<PolicyBody, "scopes" | "groups">): Asking[] =>
  scopes.map(({ match }) => ({
    match,
    group: groups.find(({ id }) => id === match.group) ?? null,
    hours: match.hours ?? null,
  }));

/** Of all values that any scope names, and one that none does (null): one for each way in which scopes take it or not. */
function kindsOf<T>(scopes: readonly Asking[], named: (match: PolicyScope["match"]) => readonly T[]): (T | null)[] {
  const values: (T | null)[] = [null, ...new Set(scopes.flatMap(({ match }) => named(match)))];
  const bySignature = new Map(
    values.map((value) => [scopes.map(({ match }) => (takes(named(match), value) ? "1" : "0")).join(""), value]),
  );
  return [...bySignature.values()];
}

const takes = <T>(named: readonly T[], value: T | null) =>
  named.length === 0 || (value !== null && named.includes(value));

/** Whether whoever is in the one group is in the other too, as far as their lists say so. */
export function isWithinGroup(one: EntityGroup, whole: EntityGroup): boolean {
  const names = new Set(whole.names.map((name) => name.toLowerCase()));
  return (
    one.names.every((name) => names.has(name.toLowerCase())) &&
    one.ranges.every((range) => whole.ranges.includes(range))
  );
}

/** Whether what fits the one condition fits the other too. Hours lie within the same hours, and others are not looked into. */
function isWithin(one: Condition, whole: Condition): boolean {
  const inGroup = whole.group === null || (one.group !== null && isWithinGroup(one.group, whole.group));
  return inGroup && (whole.hours === null || JSON.stringify(one.hours) === JSON.stringify(whole.hours));
}

/** What an event that one scope judges has to fit: `required`, and none of `excluded`. */
interface Judged {
  readonly place: number;
  readonly required: Condition;
  readonly excluded: readonly Condition[];
}

/** Who can judge an event of this class and source: each scope down to the first that asks for nothing more. */
function judgesOf(scopes: readonly Asking[], classUid: number | null, source: string | null): Judged[] {
  const judges: Judged[] = [];
  const excluded: Condition[] = [];
  for (const [i, { match, group, hours }] of scopes.entries()) {
    if (!takes(match.classUids, classUid) || !takes(match.sources, source)) continue;
    judges.push({ place: i + 1, required: { group, hours }, excluded: [...excluded] });
    if (group === null && hours === null) return judges;
    excluded.push({ group, hours });
  }
  return [...judges, { place: 0, required: { group: null, hours: null }, excluded }];
}

/** Whether an event can be both: nothing that the one requires is what the other excludes. */
function canBeBoth(one: Judged, two: Judged): boolean {
  const excluded = [...one.excluded, ...two.excluded];
  return [one.required, two.required].every((required) => !excluded.some((not) => isWithin(required, not)));
}

/**
 * Which scopes can judge the same event before and after a change: every pair that happens is named, and hardly one that
 * does not (only where members overlap in ways that their lists do not say). Events are told apart by class and source
 * as far as scopes do; to be in a group or within hours is free, but for groups within groups. Costs classes x sources x scopes squared,
 * counting only those that scopes tell apart.
 */
export function judgedPairs(
  before: Pick<PolicyBody, "scopes" | "groups">,
  after: Pick<PolicyBody, "scopes" | "groups">,
): JudgedPair[] {
  const [left, right] = [askingOf(before), askingOf(after)];
  const all = [...left, ...right];
  const found = new Map<string, JudgedPair>();
  for (const classUid of kindsOf(all, ({ classUids }) => classUids)) {
    for (const source of kindsOf(all, ({ sources }) => sources)) {
      const judgesAfter = judgesOf(right, classUid, source);
      for (const one of judgesOf(left, classUid, source)) {
        for (const two of judgesAfter) {
          const key = `${one.place} ${two.place}`;
          if (!found.has(key) && canBeBoth(one, two)) found.set(key, { before: one.place, after: two.place });
        }
      }
    }
  }
  return [...found.values()];
}
