import type { PolicyBody } from "./policy.ts";

export interface RebaseInput {
  /** What both began from. */
  readonly base: PolicyBody;
  readonly mine: PolicyBody;
  /** What was published meanwhile. */
  readonly theirs: PolicyBody;
}

export interface Rebased {
  readonly policy: PolicyBody;
  /** Paths that both changed to something else; mine is kept. */
  readonly conflicts: readonly string[];
}

const isSame = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

interface Part {
  readonly id: string;
}

/** Both lists by id: what one side added, removed or changed holds, and mine where both did. */
function rebaseParts<P extends Part>(
  { base, mine, theirs }: { readonly base: readonly P[]; readonly mine: readonly P[]; readonly theirs: readonly P[] },
  onConflict: (id: string) => void,
): P[] {
  const of = (list: readonly P[], id: string) => list.find((part) => part.id === id);
  const ids = (list: readonly P[]) => list.map(({ id }) => id);
  const keepsOrder = isSame(ids(mine), ids(base));
  const order = new Set(keepsOrder ? [...ids(theirs), ...ids(mine)] : [...ids(mine), ...ids(theirs)]);
  return [...order].flatMap((id) => {
    const [was, my, their] = [of(base, id), of(mine, id), of(theirs, id)];
    if (isSame(my, was)) return their ?? [];
    if (!isSame(their, was) && !isSame(their, my)) onConflict(id);
    return my ?? [];
  });
}

/** My changes on top of what was published meanwhile, field by field. */
export function rebasePolicy({ base, mine, theirs }: RebaseInput): Rebased {
  const conflicts: string[] = [];
  function pick<T>(path: string, was: T, my: T, their: T): T {
    if (isSame(my, was)) return their;
    if (!isSame(their, was) && !isSame(their, my)) conflicts.push(path);
    return my;
  }
  const severity = (band: keyof PolicyBody["severity"]) =>
    pick(`severity.${band}`, base.severity[band], mine.severity[band], theirs.severity[band]);
  const policy: PolicyBody = {
    notify: pick("notify", base.notify, mine.notify, theirs.notify),
    approve: pick("approve", base.approve, mine.approve, theirs.approve),
    auto: pick("auto", base.auto, mine.auto, theirs.auto),
    handlingMinutes: pick("handlingMinutes", base.handlingMinutes, mine.handlingMinutes, theirs.handlingMinutes),
    severity: { notify: severity("notify"), approve: severity("approve"), auto: severity("auto") },
    groups: rebaseParts({ base: base.groups, mine: mine.groups, theirs: theirs.groups }, (id) =>
      conflicts.push(`groups.${id}`),
    ),
    scopes: rebaseParts({ base: base.scopes, mine: mine.scopes, theirs: theirs.scopes }, (id) =>
      conflicts.push(`scopes.${id}`),
    ),
    exceptions: rebaseParts({ base: base.exceptions, mine: mine.exceptions, theirs: theirs.exceptions }, (id) =>
      conflicts.push(`exceptions.${id}`),
    ),
  };
  return { policy, conflicts };
}
