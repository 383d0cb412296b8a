import { readAddressRange } from "../event/address-range.ts";
import { type Bands, ownBands, scopeBands } from "./band-table.ts";
import { type NotifyRule, type PolicyBody, type SeverityName, severityName } from "./policy.ts";
import { longestExceptionMs } from "./policy-exception.ts";
import type { PolicyScope } from "./policy-scope.ts";

/** What is wrong with one part of a policy, in words, and where: `scopes.2.approve`. */
export interface PolicyProblem {
  readonly path: string;
  readonly message: string;
}

/** The margin that `notify` may stand at as far as people set it. */
export function chosenNotify(rule: NotifyRule): number {
  switch (rule.method) {
    case "fixed":
      return rule.margin;
    case "neymanPearson":
      return rule.untilThen;
    case "guarded":
      return rule.anchor;
  }
}

/** Whether a higher band never has the lower severity. */
function severitiesRise({ notify, approve, auto }: PolicyBody["severity"]): boolean {
  const rank = (name: SeverityName) => severityName.options.indexOf(name);
  return rank(notify) <= rank(approve) && rank(approve) <= rank(auto);
}

interface WrittenBands {
  readonly notify: number;
  readonly approve: number | null;
  readonly auto: number | null;
}

/** `where` goes in front of each path and after each band's name. */
function bandProblems({ notify, approve, auto }: WrittenBands, path: string, where: string): PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  const add = (band: string, message: string) => problems.push({ path: `${path}${band}`, message });
  if (approve !== null && approve < notify)
    add("approve", `approve${where} lies below notify: nobody would have been told.`);
  if (auto !== null && auto < notify) add("auto", `auto${where} lies below notify: nobody would have been told.`);
  else if (auto !== null && approve === null) {
    add("auto", `auto${where} needs approve to be set: what acts alone begins above what asks.`);
  } else if (auto !== null && approve !== null && auto < approve) add("auto", `auto${where} lies below approve.`);
  return problems;
}

/** The bands as they were written, before a higher one is moved up to `notify`. */
function writtenBands(policy: PolicyBody, scope: PolicyScope): Bands {
  const of = (own: PolicyScope["approve"], inherited: number | null) =>
    own === "inherit" ? inherited : own === "off" ? null : own;
  return {
    notify: scope.notify === "inherit" ? chosenNotify(policy.notify) : scope.notify,
    approve: of(scope.approve, policy.approve),
    auto: of(scope.auto, policy.auto),
  };
}

function repeated(values: readonly string[]): number[] {
  return values.flatMap((value, i) => (values.indexOf(value) < i ? [i] : []));
}

const partWords = { scopes: "A scope", groups: "A group", exceptions: "An exception" } as const;

/** Parts that people could not tell from one another. */
function unnamedProblems(policy: PolicyBody): PolicyProblem[] {
  return (["scopes", "groups", "exceptions"] as const).flatMap((kind) =>
    policy[kind].flatMap(({ name }, i) =>
      name.trim() === "" ? [{ path: `${kind}.${i}.name`, message: `${partWords[kind]} has a name.` }] : [],
    ),
  );
}

function groupProblems({ groups }: PolicyBody): PolicyProblem[] {
  return [
    ...repeated(groups.map(({ id }) => id)).map((i) => ({
      path: `groups.${i}.id`,
      message: "Two groups have this id.",
    })),
    ...repeated(groups.map(({ name }) => name.toLowerCase())).map((i) => ({
      path: `groups.${i}.name`,
      message: "Two groups have this name.",
    })),
    ...groups.flatMap(({ name, names, ranges }, i) => [
      ...(names.length + ranges.length === 0
        ? [{ path: `groups.${i}.names`, message: `The group "${name}" is empty.` }]
        : []),
      ...ranges.flatMap((range, at) =>
        readAddressRange(range) === null
          ? [{ path: `groups.${i}.ranges.${at}`, message: `"${range}" is no range of addresses like 10.20.0.0/16.` }]
          : [],
      ),
    ]),
  ];
}

function matchProblems({ groups, scopes }: PolicyBody): PolicyProblem[] {
  return scopes.flatMap(({ name, match }, i) => {
    const { classUids, sources, group, hours } = match;
    if (classUids.length + sources.length === 0 && group === null && hours === undefined) {
      return [{ path: `scopes.${i}.match`, message: `The scope "${name}" names no class, source, group or hours.` }];
    }
    return group === null || groups.some(({ id }) => id === group)
      ? []
      : [{ path: `scopes.${i}.match.group`, message: `The scope "${name}" asks for a group that is not there.` }];
  });
}

/** Letters of a reason. */
const leastReason = 3;

function exceptionProblems({ groups, exceptions }: PolicyBody): PolicyProblem[] {
  const twice = (field: "id" | "name") =>
    repeated(exceptions.map((exception) => exception[field].toLowerCase())).map((i) => ({
      path: `exceptions.${i}.${field}`,
      message: `Two exceptions have this ${field}.`,
    }));
  const matches = exceptions.flatMap(({ name, match }, i) => {
    const { classUids, sources, group, entities } = match;
    const add = (message: string) => [{ path: `exceptions.${i}.match`, message }];
    if (classUids.length + sources.length + entities.length === 0 && group === null) {
      return add(`The exception "${name}" names no class, source, group or entity: nothing would be told.`);
    }
    if (entities.length > 0 && group !== null) {
      return add(`The exception "${name}" names a group and entities: name one of both.`);
    }
    if (group === null || groups.some(({ id }) => id === group)) return [];
    return [
      { path: `exceptions.${i}.match.group`, message: `The exception "${name}" asks for a group that is not there.` },
    ];
  });
  const reasons = exceptions.flatMap(({ name, reason }, i) =>
    reason.trim().length >= leastReason
      ? []
      : [
          {
            path: `exceptions.${i}.reason`,
            message: `The exception "${name}" needs a reason that people understand later.`,
          },
        ],
  );
  return [...twice("id"), ...twice("name"), ...matches, ...reasons];
}

/** Exceptions that would last longer than any may, counted from a moment (ms). The fold does not ask: it has no clock. */
export function exceptionsTooLong({ exceptions }: PolicyBody, nowMs: number): PolicyProblem[] {
  return exceptions.flatMap(({ name, expiresAt }, i) =>
    Date.parse(expiresAt) <= nowMs + longestExceptionMs
      ? []
      : [{ path: `exceptions.${i}.expiresAt`, message: `The exception "${name}" lasts longer than 90 days.` }],
  );
}

/**
 * All that is wrong with a policy, in words: `approve` and `auto` never lie below `notify`, in no scope, and what acts
 * without people never begins before what asks them. Severities do not fall from band to band.
 */
export function policyProblems(policy: PolicyBody): PolicyProblem[] {
  const notify = chosenNotify(policy.notify);
  const own = { notify, approve: policy.approve, auto: policy.auto };
  const { scopes } = policy;
  return [
    ...unnamedProblems(policy),
    ...bandProblems(own, "", ""),
    ...(severitiesRise(policy.severity)
      ? []
      : [
          { path: "severity", message: "severity falls from notify to approve to auto: the worst would look mildest." },
        ]),
    ...repeated(scopes.map(({ id }) => id)).map((i) => ({
      path: `scopes.${i}.id`,
      message: "Two scopes have this id.",
    })),
    ...repeated(scopes.map(({ name }) => name.toLowerCase())).map((i) => ({
      path: `scopes.${i}.name`,
      message: "Two scopes have this name.",
    })),
    ...scopes.flatMap((scope, i) =>
      bandProblems(writtenBands(policy, scope), `scopes.${i}.`, ` in the scope "${scope.name}"`),
    ),
    ...matchProblems(policy),
    ...groupProblems(policy),
    ...exceptionProblems(policy),
  ];
}

/** The bands as a policy that people set starts with them: first where no scope fits, then each scope. */
export function startingBands(policy: PolicyBody): Bands[] {
  const notify = chosenNotify(policy.notify);
  return [ownBands(policy, notify), ...scopeBands(policy, notify)];
}
