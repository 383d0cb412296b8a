import type { Scorer, ThresholdMove, ThresholdsInForce } from "../../lib/pipeline/types.ts";
import type { Policy } from "../../lib/thresholds/policy.ts";
import type { ScoringSession } from "../../server/event-log/lease.ts";
import { activatePolicy } from "../../server/scoring/activate-policy.ts";
import { type PublishedPolicy, readPolicies } from "../../server/scoring/read-policies.ts";
import type { LoopLog } from "./loop-log.ts";

/** What the thresholds' history says of a policy that set them without moving `notify`: the first, or new upper ones. */
function quietMove(
  before: ThresholdsInForce,
  after: ThresholdsInForce,
  at: Pick<ThresholdMove, "offset" | "atMs">,
  isFirst: boolean,
): ThresholdMove {
  return {
    ...at,
    policyVersion: after.policyVersion,
    thresholdVersion: after.thresholdVersion,
    oldMargin: isFirst ? null : before.notify,
    newMargin: after.notify ?? 0,
    approve: after.approve,
    auto: after.auto,
    scopes: after.scopes,
    cause: "policy",
    reason: "",
    estimated: after.estimated,
    inputsDigest: "",
    guard: null,
  };
}

type TakenUp =
  | { readonly ok: true; readonly move: ThresholdMove | null; readonly thresholds: ThresholdsInForce }
  | { readonly ok: false; readonly reason: string };

function takeUp(scorer: Scorer, policy: Policy, isFirst: boolean): TakenUp {
  const before = scorer.thresholdsInForce();
  try {
    const moved = scorer.activatePolicy(policy);
    const thresholds = scorer.thresholdsInForce();
    const isNews = isFirst || thresholds.thresholdVersion !== before.thresholdVersion;
    const at = { offset: scorer.position, atMs: scorer.guardInForce().clockMs };
    const move = moved ?? (isNews ? quietMove(before, thresholds, at, isFirst) : null);
    return { ok: true, move, thresholds };
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Takes up published policies at the position of scoring, each in its own transaction. Called only while everything
 * that was scored is committed, so that the offset it takes effect at is the position.
 */
export function createPolicyTaker(session: ScoringSession, scorer: Scorer, log: LoopLog): () => Promise<void> {
  const { stream } = session;
  const refused = new Set<number>();

  function refuse(version: number, reason: string): void {
    refused.add(version);
    log.error({ stream, version, reason }, "policy refused; the one before it stays in force");
  }

  async function take({ version, policy, author, reason }: PublishedPolicy): Promise<void> {
    if (policy === null) return refuse(version, "It is no valid policy.");
    const offset = scorer.position;
    const taken = takeUp(scorer, policy, version === 1 && offset === 0);
    if (!taken.ok) return refuse(version, taken.reason);
    const { move, thresholds } = taken;
    await activatePolicy(session, {
      version,
      offset,
      // People read why somebody moved a threshold, in that person's words.
      moved: move === null ? null : { move: { ...move, reason }, actor: author },
    });
    log.info({ stream, version, offset, notify: thresholds.notify }, "policy in force");
  }

  return async () => {
    const inForce = scorer.thresholdsInForce().policyVersion;
    const published = await readPolicies(session, inForce === 1 ? 0 : inForce);
    for (const policy of published) {
      const isTaken = policy.activeFrom !== null && policy.version <= inForce;
      if (!isTaken && !refused.has(policy.version)) await take(policy);
    }
  };
}
