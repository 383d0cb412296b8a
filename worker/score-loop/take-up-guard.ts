import { z } from "zod";
import type { Scorer } from "../../lib/pipeline/types.ts";
import { type GuardInput, guardInputSchema } from "../../lib/thresholds/guard-input.ts";
import type { ScoringSession } from "../../server/event-log/lease.ts";
import { readWaitingInputs, recordTaken, type WaitingInput } from "../../server/scoring/guard-inputs.ts";
import { resolveAlert, resolveSpotCheck } from "../../server/scoring/resolve-verdicts.ts";
import { tellOfClosedRequests } from "../../server/scoring/tell-of-closed-requests.ts";
import { writeGuardView } from "../../server/scoring/write-guard-view.ts";
import type { LoopLog } from "./loop-log.ts";

const viewMs = 5000;
const subjectSchema = z.object({ id: z.number().int() });

/** Scopes with a notify of their own, by name: what they flag says nothing about the guarded one. */
function ownScopes(scorer: Scorer): ReadonlySet<string> {
  const { scopes, notify } = scorer.thresholdsInForce();
  return new Set(scopes.filter((scope) => scope.notify !== notify).map(({ name }) => name));
}

/**
 * Takes up what waits for the guard at the position of scoring, each in its own transaction; starts a guard that the policy
 * asks for; writes how it stands every few seconds. Called only while everything that was scored is committed.
 */
export function createGuardTaker(session: ScoringSession, scorer: Scorer, log: LoopLog): () => Promise<void> {
  const { stream } = session;
  let viewAtMs = 0;
  let viewed = "";

  /** What cannot be read says nothing: it is taken up as no verdict at all, and never stops scoring. */
  async function meaningOf({ kind, request }: WaitingInput): Promise<GuardInput> {
    const guard = scorer.guardInForce();
    const subject = subjectSchema.safeParse(request);
    if (kind === "alert" && subject.success) {
      return resolveAlert(session, { id: subject.data.id, guard, ownScopes: ownScopes(scorer) });
    }
    if (kind === "spotCheck" && subject.success) return resolveSpotCheck(session, { id: subject.data.id, guard });
    const parsed = guardInputSchema.safeParse({ ...Object(request), kind });
    return parsed.success ? parsed.data : { kind: "verdicts", guard: 0, events: [] };
  }

  async function take(id: number | null, input: GuardInput): Promise<void> {
    const number = scorer.guardInForce().taken + 1;
    const offset = scorer.position;
    const { answer, move } = scorer.takeGuardInput(number, input);
    const moved = move === null ? null : { move, actor: move.guard?.actor ?? "system" };
    await recordTaken(session, { id, number, offset, input, answer, moved });
    log.info({ stream, number, offset, kind: input.kind, outcome: answer.outcome }, "guard input taken up");
  }

  async function writeView(): Promise<void> {
    const guard = scorer.guardInForce();
    const kind = `${guard.guard} ${scorer.thresholdsInForce().notify}`;
    const name = `${kind} ${scorer.position} ${guard.taken}`;
    // Without a guard once is enough, and at once where one has begun, moved or ended.
    const isOld = viewed.startsWith(`${kind} `);
    if (name === viewed || (isOld && (guard.state === null || Date.now() - viewAtMs < viewMs))) return;
    await writeGuardView(session, scorer);
    viewed = name;
    viewAtMs = Date.now();
  }

  return async () => {
    const isWanted = scorer.thresholdsInForce().method === "guarded";
    const { state, clockMs } = scorer.guardInForce();
    if (isWanted && state === null && clockMs > 0) await take(null, { kind: "start" });
    if (isWanted) await tellOfClosedRequests(session);
    for (const waiting of await readWaitingInputs(session)) await take(waiting.id, await meaningOf(waiting));
    await writeView();
  };
}
