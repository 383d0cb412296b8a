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

/** The scopes of both policies that take a value, one bit each. */
interface Takers {
  readonly left: number;
  readonly right: number;
}

/** Of all values that any scope names, and one that none does (null): who takes them, once for each way in which they do. */
function takersOf<T>(
  left: readonly Asking[],
  right: readonly Asking[],
  named: (match: PolicyScope["match"]) => readonly T[],
): Takers[] {
  const values: (T | null)[] = [null, ...new Set([...left, ...right].flatMap(({ match }) => named(match)))];
  const mask = (scopes: readonly Asking[], value: T | null) =>
    scopes.reduce((sum, { match }, i) => (takes(named(match), value) ? sum | (1 << i) : sum), 0);
  const found = values.map((value) => ({ left: mask(left, value), right: mask(right, value) }));
  return [...new Map(found.map((takers) => [`${takers.left} ${takers.right}`, takers])).values()];
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

/** A scope that can judge an event, and the scopes before it that ask for more than class and source, one bit each. */
interface Judged {
  readonly place: number;
  readonly excluded: number;
}

/** Who can judge an event that these scopes take, one bit each: each down to the first that asks for nothing more. */
function judgesOf(scopes: readonly Asking[], takers: number): Judged[] {
  const judges: Judged[] = [];
  let excluded = 0;
  for (const [i, { group, hours }] of scopes.entries()) {
    if ((takers & (1 << i)) === 0) continue;
    judges.push({ place: i + 1, excluded });
    if (group === null && hours === null) return judges;
    excluded |= 1 << i;
  }
  return [...judges, { place: 0, excluded }];
}

/** For each scope by its place, those of the others that take whatever fits its condition, one bit each; 0 at place 0. */
const within = (scopes: readonly Asking[], others: readonly Asking[]): number[] => [
  0,
  ...scopes.map((one) => others.reduce((mask, other, i) => (isWithin(one, other) ? mask | (1 << i) : mask), 0)),
];

/**
 * Whether an event can be judged by both: nothing that the one requires is what the other, or a scope before either,
 * excludes. Groups can be long and pairs many: who lies within whom is looked up once.
 */
function pairing(left: readonly Asking[], right: readonly Asking[]): (one: Judged, two: Judged) => boolean {
  const [inLeft, inRight] = [
    [within(left, left), within(right, left)],
    [within(left, right), within(right, right)],
  ] as const;
  return (one, two) => {
    const leftMask = (inLeft[0][one.place] ?? 0) | (inLeft[1][two.place] ?? 0);
    const rightMask = (inRight[0][one.place] ?? 0) | (inRight[1][two.place] ?? 0);
    return ((leftMask & one.excluded) | (rightMask & two.excluded)) === 0;
  };
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
  const canBeBoth = pairing(left, right);
  const sources = takersOf(left, right, (match) => match.sources);
  const found = new Map<number, JudgedPair>();
  for (const byClass of takersOf(left, right, (match) => match.classUids)) {
    for (const bySource of sources) {
      const judgesAfter = judgesOf(right, byClass.right & bySource.right);
      for (const one of judgesOf(left, byClass.left & bySource.left)) {
        for (const two of judgesAfter) {
          const key = one.place * 64 + two.place;
          if (!found.has(key) && canBeBoth(one, two)) found.set(key, { before: one.place, after: two.place });
        }
      }
    }
  }
  return [...found.values()];
}
