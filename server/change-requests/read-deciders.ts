import { z } from "zod";
import { roleMay, roles } from "../../lib/contracts/permissions.ts";
import {
  approvalRefusal,
  Circles,
  type DecidedRequest,
  type Decider,
  independenceDays,
  independentVoices,
} from "../../lib/thresholds/second-person.ts";
import type { RunStatement } from "../db/run-statement.ts";

const personSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  role: z.enum(roles),
  disabled: z.boolean(),
  secondFactor: z.boolean(),
});
const linkSchema = z.object({ actorId: z.string(), subjectId: z.string(), couldDecide: z.boolean(), at: z.date() });

export interface KnownDecider extends Decider {
  readonly email: string;
  readonly name: string;
}

/** Who could decide on requests at this moment, and who counts as one with whom. */
export interface Deciders {
  readonly people: readonly KnownDecider[];
  readonly circles: Circles;
  /** When somebody who could have decided was last touched by another; null: not within days. */
  readonly lastLossMs: number | null;
}

/** Read by the database's clock, inside the transaction that decides. */
export async function readDeciders(run: RunStatement): Promise<Deciders> {
  const known = await run(
    `SELECT id, email, name, role, disabled, second_factor AS "secondFactor" FROM "user" WHERE role = 'admin' ORDER BY email`,
    [],
  );
  const acts = await run(
    `SELECT actor_id AS "actorId", subject_id AS "subjectId", could_decide AS "couldDecide", at FROM account_act
    WHERE at > now() - make_interval(days => $1::int) ORDER BY id`,
    [independenceDays],
  );
  const people = known.rows.map((row): KnownDecider => {
    const { id, email, name, role, disabled, secondFactor } = personSchema.parse(row);
    return { id, email, name, mayDecide: !disabled && roleMay(role, "changeRequests:decide"), secondFactor };
  });
  const links = acts.rows.map((row) => linkSchema.parse(row));
  const losses = links.filter(({ couldDecide }) => couldDecide).map(({ at }) => at.getTime());
  return { people, circles: new Circles(links), lastLossMs: losses.length === 0 ? null : Math.max(...losses) };
}

/** How many independent people could approve the request. */
export function voicesFor(request: DecidedRequest, { people, circles }: Deciders): number {
  return independentVoices(people, { request, circles });
}

/** Those who may approve the request now, after whoever has already. */
export function decidersOf(
  request: DecidedRequest,
  { people, circles }: Deciders,
  approvedBy: readonly string[],
): KnownDecider[] {
  return people.filter(
    (decider) => approvalRefusal({ request, decider, sessionId: null, circles, approvedBy }) === null,
  );
}
