import type { Scorer } from "../../lib/pipeline/types.ts";
import type { ScoringSession } from "../../server/event-log/lease.ts";
import { readTakenInputs, recordTaken, type TakenInput } from "../../server/scoring/guard-inputs.ts";
import { createPolicyTaker } from "../../worker/score-loop/take-up-policies.ts";

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Something that took effect at an offset of the log, done again in the other database. */
export interface Step {
  readonly activeFrom: number;
  readonly takenUs: number;
  take(): Promise<void>;
}

/** A fold of the log, and where it is written. */
export interface Refolding {
  readonly session: ScoringSession;
  readonly scorer: Scorer;
}

/** Who asked for it, and with what, as it lay before scoring there. */
const askedSql = "SELECT kind, request::text, actor FROM guard_input WHERE stream = 1 AND number = $1";
const askSql = `INSERT INTO guard_input (stream, kind, request, actor) VALUES (1, $1, $2, $3) RETURNING id::float8`;

async function takeInput(original: ScoringSession, folding: Refolding, { number, input }: TakenInput): Promise<void> {
  const { session, scorer } = folding;
  const offset = scorer.position;
  const asked = await original.client.query<{ kind: string; request: string; actor: string }>(askedSql, [number]);
  const { kind, request, actor } = asked.rows[0] ?? { kind: "", request: "", actor: "" };
  const { rows } = await session.client.query<{ id: number }>(askSql, [kind, request, actor]);
  const { answer, move } = scorer.takeGuardInput(number, input);
  const moved = move === null ? null : { move, actor: move.guard?.actor ?? "system" };
  await recordTaken(session, { id: rows[0]?.id ?? 0, number, offset, input, answer, moved });
}

interface PolicyRow {
  readonly version: number;
  readonly body: unknown;
  readonly reason: string;
  readonly author: string;
  readonly active_from: string;
  readonly taken_us: number;
}

/** Policies and inputs of the guard as the first database took them up, in their order. */
export async function readSteps(original: ScoringSession, folding: Refolding): Promise<Step[]> {
  const { session, scorer } = folding;
  const takePolicies = createPolicyTaker(session, scorer, quiet);
  const policies = await original.client.query<PolicyRow>(
    `SELECT version, body, reason, author, active_from, (extract(epoch FROM activated_at) * 1000000)::float8 AS taken_us
     FROM policy WHERE stream = 1 AND version > 1 AND active_from IS NOT NULL`,
  );
  const inputs = await readTakenInputs(original, 0);
  const steps: Step[] = [
    ...policies.rows.map(({ version, body, reason, author, active_from, taken_us }) => ({
      activeFrom: Number(active_from),
      takenUs: taken_us,
      async take() {
        const values = [version, JSON.stringify(body), reason, author];
        await session.client.query(
          "INSERT INTO policy (stream, version, body, reason, author) VALUES (1, $1, $2, $3, $4)",
          values,
        );
        await takePolicies();
      },
    })),
    ...inputs.map((input) => ({
      activeFrom: input.activeFrom,
      takenUs: input.activatedUs,
      take: () => takeInput(original, folding, input),
    })),
  ];
  await takePolicies();
  return steps.sort((a, b) => a.activeFrom - b.activeFrom || a.takenUs - b.takenUs);
}
