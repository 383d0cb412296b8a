import type { Consequences } from "../../../lib/contracts/policy-preview.ts";
import type { ReplayFindings } from "../../../lib/pipeline/replay-findings.ts";
import { isReplayable, type ReplayResponses } from "../../../lib/pipeline/replay-responses.ts";
import { actionTable } from "../../../lib/responses/actions.ts";
import { type ProtectedPattern, protectionOf } from "../../../lib/responses/guards.ts";
import type { PlaybookRule } from "../../../lib/responses/match-playbook.ts";
import { fitsPattern } from "../../../lib/responses/name-pattern.ts";

const mostTargets = 8;

/** A playbook as it is now, under its name. */
export interface NamedPlaybook extends PlaybookRule {
  readonly id: number;
  readonly name: string;
}

export interface AskedPlaybooks {
  readonly playbooks: readonly NamedPlaybook[];
  readonly protectedPatterns: readonly ProtectedPattern[];
}

interface Counted {
  proposed: number;
  automatic: number;
}

function counterIn<K>(counts: Map<K, Counted>, key: K): Counted {
  const known = counts.get(key) ?? { proposed: 0, automatic: 0 };
  counts.set(key, known);
  return known;
}

const inAll = ({ proposed, automatic }: Counted) => proposed + automatic;

/** Ids of all whom playbooks would have acted on: their names say who is protected. */
export function targetsAskedFor(
  responses: ReplayResponses<NamedPlaybook>,
  findings: ReplayFindings,
): ReadonlySet<string> {
  return new Set([...responses.found(findings)].map(({ target }) => target));
}

type Found = ReturnType<ReplayResponses<NamedPlaybook>["found"]> extends Generator<infer Each> ? Each : never;

/**
 * While something is proposed for a target or done to it, the same is not proposed again, by whatever finding or playbook:
 * it counts once a day. As done without people where any of them would; who comes first is not in stored scores.
 */
function onceADay(found: Iterable<Found>): Iterable<Found> {
  const once = new Map<string, Found>();
  for (const each of found) {
    const key = `${each.playbook.action} ${each.day} ${each.target}`;
    const known = once.get(key);
    if (known === undefined || (each.automatic && !known.automatic)) once.set(key, each);
  }
  return once.values();
}

/** What playbooks would have led to: proposals, what would have been done without people, and to whom. */
export function responsesOf(
  responses: ReplayResponses<NamedPlaybook>,
  findings: ReplayFindings,
  { playbooks, protectedPatterns, names }: AskedPlaybooks & { readonly names: ReadonlyMap<string, string> },
): Consequences["responses"] {
  const total: Counted = { proposed: 0, automatic: 0 };
  const byPlaybook = new Map<NamedPlaybook, Counted>(playbooks.map((each) => [each, { proposed: 0, automatic: 0 }]));
  const byTarget = new Map<string, Counted & { readonly action: PlaybookRule["action"]; readonly name: string }>();
  let kept = 0;
  const named = (target: string) => names.get(target) ?? target;
  const fitting = [...responses.found(findings)].filter(({ playbook: { match }, target }) => {
    const { entities } = match;
    return entities.length === 0 || entities.some((pattern) => fitsPattern(named(target), pattern));
  });
  for (const { playbook, target, automatic } of onceADay(fitting)) {
    const name = named(target);
    const kind = actionTable[playbook.action].targetKind;
    if (protectionOf({ kind, name, role: playbook.targetRole, entityId: target }, protectedPatterns) !== null) {
      kept += 1;
      continue;
    }
    const key = `${playbook.action} ${target}`;
    const ofTarget = byTarget.get(key) ?? { action: playbook.action, name, proposed: 0, automatic: 0 };
    byTarget.set(key, ofTarget);
    for (const counted of [total, counterIn(byPlaybook, playbook), ofTarget]) {
      counted[automatic ? "automatic" : "proposed"] += 1;
    }
  }
  return {
    ...total,
    protected: kept,
    atLeast: responses.overflowed,
    playbooks: [...byPlaybook]
      .filter(([, counted]) => inAll(counted) > 0)
      .map(([{ id, name }, counted]) => ({ id, name, ...counted })),
    targets: [...byTarget.values()].sort((a, b) => inAll(b) - inAll(a)).slice(0, mostTargets),
    notReplayed: playbooks.filter((each) => each.enabled && !isReplayable(each)).map(({ name }) => name),
  };
}
