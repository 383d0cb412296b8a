import { eventClasses } from "../event/classes.ts";
import { scoreOfMargin } from "../stats/margin.ts";
import type { Hours } from "./hours.ts";
import type { NotifyRule, PolicyBody } from "./policy.ts";
import type { PolicyException } from "./policy-exception.ts";
import type { EntityGroup, PolicyScope, ScopeThreshold } from "./policy-scope.ts";

/** One thing that differs between two policies, in words. */
export interface PolicyChange {
  readonly path: string;
  readonly what: string;
  /** Empty: it was not there, or no longer is. */
  readonly before: string;
  readonly after: string;
}

const whole = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** `95.6, 1 in 10,000`: the score of a margin, and of how many normal events one scores as high. */
function wordsOfMargin(margin: number): string {
  return `${scoreOfMargin(margin).toFixed(1)}, 1 in ${whole.format(1 + Math.exp(margin))}`;
}

/** Where a band begins, in words. */
export function wordsOf(threshold: ScopeThreshold | null): string {
  if (threshold === null || threshold === "off") return "off";
  return threshold === "inherit" ? "as everything else" : wordsOfMargin(threshold);
}

/** How notify is set, in words. */
export function wordsOfRule(rule: NotifyRule): string {
  if (rule.method === "fixed") return wordsOfMargin(rule.margin);
  if (rule.method === "guarded") {
    const { target, anchor, rail, capacityPerDay, spotCheckShare, judgedShare } = rule;
    const shares = `spot checks ${spotCheckShare * 100} % of alerts, ${judgedShare * 100} % of flagged events judged`;
    return `guarded: ${target * 100} % of normal events, from ${wordsOfMargin(anchor)}, rails ${rail} either way, at most ${capacityPerDay} alerts a day, ${shares}`;
  }
  const { alpha, delta, untilThen } = rule;
  return `at most ${alpha * 100} % false alarms, confidence ${100 - delta * 100} %, until then ${wordsOfMargin(untilThen)}`;
}

const dayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"] as const;

/** `Mon, Tue 22:00 to 06:00 (Europe/Berlin)`. */
function wordsOfHours({ days, from, to, zone }: Hours): string {
  const clock = (minute: number) =>
    `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
  const names = [...days].sort((a, b) => a - b).map((day) => dayNames[day]);
  return `${names.length === 7 ? "daily" : names.join(", ")} ${clock(from)} to ${clock(to)} (${zone})`;
}

interface Matching {
  readonly match: PolicyScope["match"] & { readonly entities?: readonly string[] };
}

/** Which events a scope or an exception takes, in words. */
export function wordsOfMatch({ match }: Matching, groups: readonly EntityGroup[]): string {
  const classes = match.classUids.map((uid) => eventClasses[uid]?.name ?? `class ${uid}`);
  const group = groups.find(({ id }) => id === match.group)?.name ?? match.group;
  const parts = [
    classes.join(" or "),
    match.sources.length === 0 ? "" : `from ${match.sources.join(" or ")}`,
    group === null ? "" : `of ${group}`,
    (match.entities ?? []).length === 0 ? "" : `of ${(match.entities ?? []).join(" or ")}`,
    match.hours === undefined ? "" : wordsOfHours(match.hours),
  ];
  return parts.filter((part) => part !== "").join(", ");
}

/** What an exception covers, until when and why, in one line. */
export function wordsOfException(exception: PolicyException, groups: readonly EntityGroup[]): string {
  const until = exception.expiresAt.slice(0, 16).replace("T", " ");
  return `${wordsOfMatch(exception, groups) || "any event"}, until ${until} UTC: ${exception.reason}`;
}

type Field = readonly [path: string, what: string, words: string];

function fieldsOf(policy: PolicyBody): Field[] {
  const { notify, approve, auto, severity, groups, scopes, exceptions } = policy;
  return [
    ["notify", "notify", wordsOfRule(notify)],
    ["approve", "approve", wordsOf(approve)],
    ["auto", "auto", wordsOf(auto)],
    ["severity.notify", "severity of notify", severity.notify],
    ["severity.approve", "severity of approve", severity.approve],
    ["severity.auto", "severity of auto", severity.auto],
    ["handlingMinutes", "minutes for an alert", String(policy.handlingMinutes)],
    ...groups.flatMap(({ id, name, names, ranges }): Field[] => [
      [`groups.${id}.name`, `group ${name}`, name],
      [`groups.${id}.members`, `members of ${name}`, [...names, ...ranges].join(", ")],
    ]),
    ...scopes.flatMap((scope): Field[] => [
      [`scopes.${scope.id}.name`, `scope ${scope.name}`, scope.name],
      [`scopes.${scope.id}.match`, `${scope.name}: events`, wordsOfMatch(scope, groups)],
      [`scopes.${scope.id}.notify`, `${scope.name}: notify`, wordsOf(scope.notify)],
      [`scopes.${scope.id}.approve`, `${scope.name}: approve`, wordsOf(scope.approve)],
      [`scopes.${scope.id}.auto`, `${scope.name}: auto`, wordsOf(scope.auto)],
    ]),
    ...exceptions.flatMap((exception): Field[] => [
      [`exceptions.${exception.id}.name`, `exception ${exception.name}`, exception.name],
      [`exceptions.${exception.id}`, `exception ${exception.name}`, wordsOfException(exception, groups)],
    ]),
  ];
}

function orderChange(before: PolicyBody, after: PolicyBody): PolicyChange[] {
  const names = ({ scopes }: PolicyBody, other: PolicyBody) =>
    scopes.filter(({ id }) => other.scopes.some((scope) => scope.id === id)).map(({ id, name }) => ({ id, name }));
  const [left, right] = [names(before, after), names(after, before)];
  if (left.every(({ id }, i) => id === right[i]?.id)) return [];
  const words = (scopes: typeof left) => scopes.map(({ name }) => name).join(", ");
  return [{ path: "scopes", what: "order of scopes", before: words(left), after: words(right) }];
}

/** A group or scope that is on one side only, whole and in one line. */
function wholeParts(
  policy: PolicyBody,
  other: PolicyBody,
): { readonly path: string; readonly what: string; readonly words: string }[] {
  const isAlone = (id: string, list: readonly { readonly id: string }[]) => !list.some((part) => part.id === id);
  return [
    ...policy.groups
      .filter(({ id }) => isAlone(id, other.groups))
      .map(({ id, name, names, ranges }) => ({
        path: `groups.${id}`,
        what: `group ${name}`,
        words: [...names, ...ranges].join(", "),
      })),
    ...policy.scopes
      .filter(({ id }) => isAlone(id, other.scopes))
      .map((scope) => ({
        path: `scopes.${scope.id}`,
        what: `scope ${scope.name}`,
        words: `${wordsOfMatch(scope, policy.groups) || "any event"}; notify ${wordsOf(scope.notify)}; approve ${wordsOf(scope.approve)}; auto ${wordsOf(scope.auto)}`,
      })),
    ...policy.exceptions
      .filter(({ id }) => isAlone(id, other.exceptions))
      .map((exception) => ({
        path: `exceptions.${exception.id}`,
        what: `exception ${exception.name}`,
        words: wordsOfException(exception, policy.groups),
      })),
  ];
}

/** The policy without the groups, scopes and exceptions that the other has not. */
function sharedPart(policy: PolicyBody, other: PolicyBody): PolicyBody {
  const isShared = (list: readonly { readonly id: string }[]) => (part: { readonly id: string }) =>
    list.some(({ id }) => id === part.id);
  return {
    ...policy,
    groups: policy.groups.filter(isShared(other.groups)),
    scopes: policy.scopes.filter(isShared(other.scopes)),
    exceptions: policy.exceptions.filter(isShared(other.exceptions)),
  };
}

/** What differs, field by field, in the order of the policy; groups and scopes that came or went in one line each. */
export function diffPolicies(before: PolicyBody, after: PolicyBody): PolicyChange[] {
  return [
    ...diffShared(sharedPart(before, after), sharedPart(after, before)),
    ...wholeParts(before, after).map(({ words, ...part }) => ({ ...part, before: words, after: "" })),
    ...wholeParts(after, before).map(({ words, ...part }) => ({ ...part, before: "", after: words })),
  ];
}

function diffShared(before: PolicyBody, after: PolicyBody): PolicyChange[] {
  const old = new Map(fieldsOf(before).map(([path, what, words]) => [path, { what, words }]));
  const fresh = new Map(fieldsOf(after).map(([path, what, words]) => [path, { what, words }]));
  const changed = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((path) => {
    const [left, right] = [old.get(path), fresh.get(path)];
    if (left?.words === right?.words) return [];
    return [{ path, what: right?.what ?? left?.what ?? path, before: left?.words ?? "", after: right?.words ?? "" }];
  });
  return [...changed, ...orderChange(before, after)];
}
