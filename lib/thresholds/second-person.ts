/** Within this many days an act on somebody's account makes two people count as one. */
export const independenceDays = 7;
/** A request that nobody decides is over after this many days. */
export const requestDays = 7;
/** How long a change waits where too few people could decide on it; exceptions alone wait an hour. */
export const delayHours = { usual: 24, exception: 1 } as const;

/** Somebody who may sign in, as far as deciding depends on it. */
export interface Decider {
  readonly id: string;
  readonly mayDecide: boolean;
  readonly secondFactor: boolean;
}

/** One person had power over another's account within the last days: made, invited, promoted or reset it. */
export interface AccountLink {
  readonly actorId: string;
  readonly subjectId: string;
}

/** What of a request decides who may decide on it. */
export interface DecidedRequest {
  /** Null: Tideline itself asks. */
  readonly requestedBy: string | null;
  readonly requestedSession: string | null;
  /** Of the demonstration: any one person with the right will do. */
  readonly isExempt: boolean;
}

/**
 * Finds who counts as one with whom. Whoever makes an account, lets it in again, gives it rights or a new password could
 * be sitting behind it; and behind those that it makes in turn. So people are joined along all such acts, in either
 * direction: of a group that is joined at most one has a voice.
 */
export class Circles {
  private readonly parents = new Map<string, string>();

  constructor(links: readonly AccountLink[]) {
    for (const { actorId, subjectId } of links) this.parents.set(this.of(actorId), this.of(subjectId));
  }

  /** Names the person's circle. */
  of(id: string): string {
    let root = id;
    for (
      let parent = this.parents.get(root);
      parent !== undefined && parent !== root;
      parent = this.parents.get(root)
    ) {
      root = parent;
    }
    return root;
  }

  areOne(one: string, other: string): boolean {
    return this.of(one) === this.of(other);
  }
}

export interface ApprovalQuestion {
  readonly request: DecidedRequest;
  readonly decider: Decider;
  readonly sessionId: string | null;
  readonly circles: Circles;
  /** Ids of those whose approval counts already. */
  readonly approvedBy: readonly string[];
}

/** Why the person may not approve the request, in words; null where they may. */
export function approvalRefusal({ request, decider, sessionId, circles, approvedBy }: ApprovalQuestion): string | null {
  const { requestedBy, requestedSession, isExempt } = request;
  if (!decider.mayDecide) return "Your role does not decide on this.";
  if (isExempt) return null;
  if (requestedBy === decider.id) return "Nobody approves their own request.";
  if (sessionId !== null && sessionId === requestedSession) return "It was asked for in this very session.";
  if (!decider.secondFactor) return "It needs somebody with a second factor: set yours up under Security.";
  if (approvedBy.includes(decider.id)) return "You have approved it already.";
  if (requestedBy !== null && circles.areOne(requestedBy, decider.id)) {
    return `An act on an account joined you and whoever asked within the last ${independenceDays} days.`;
  }
  if (approvedBy.some((other) => circles.areOne(other, decider.id))) {
    return `An act on an account joined you and whoever approved before within the last ${independenceDays} days.`;
  }
  return null;
}

/** How many people who are independent of the one who asked, and of each other, could approve. */
export function independentVoices(
  people: readonly Decider[],
  { request, circles }: { readonly request: DecidedRequest; readonly circles: Circles },
): number {
  const voices = people.filter(
    (decider) => approvalRefusal({ request, decider, sessionId: null, circles, approvedBy: [] }) === null,
  );
  return new Set(voices.map(({ id }) => circles.of(id))).size;
}

export interface DelayQuestion {
  readonly needs: number;
  readonly voices: number;
  readonly createdMs: number;
  readonly delayMs: number;
  /** When somebody who could have decided was last touched by an act on their account; null: not within days. */
  readonly lastLossMs: number | null;
}

const dayMs = 86_400_000;

/**
 * When the wait stands in for the person who is missing, ms; null where enough people can decide. Whoever takes away
 * those who could decide does not gain time by it: then it is 7 days from that.
 */
export function standInMs({ needs, voices, createdMs, delayMs, lastLossMs }: DelayQuestion): number | null {
  if (voices >= needs) return null;
  const waited = createdMs + delayMs;
  return lastLossMs === null ? waited : Math.max(waited, lastLossMs + independenceDays * dayMs);
}
