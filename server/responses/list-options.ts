import type { ResponseOption } from "../../lib/contracts/responses.ts";
import { actionsFor, actionTable } from "../../lib/responses/actions.ts";
import { protectionOf } from "../../lib/responses/guards.ts";
import { inWords } from "../../lib/responses/state-machine.ts";
import type { ResponseAction, ResponseTarget } from "../../lib/responses/words.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { measureBlastRadius } from "./measure-blast-radius.ts";
import type { AlertFacts } from "./read-alert-facts.ts";
import { readProtected } from "./read-protected.ts";

/** Every action with every entity of the alert that it can be aimed at; each name once. */
export function possibleResponses(facts: AlertFacts): { action: ResponseAction; target: ResponseTarget }[] {
  const targets = new Map(facts.matched.targets.map((target) => [`${target.kind} ${target.name}`, target]));
  return [...targets.values()].flatMap((target) => actionsFor(target).map((action) => ({ action, target })));
}

interface OpenOnTarget {
  readonly id: number;
  readonly state: string;
}

/** The response with this action on this target that has not ended, or null: nobody is blocked twice. */
export async function findOpenOnTarget(
  run: RunStatement,
  wanted: { readonly stream: number; readonly action: ResponseAction; readonly target: ResponseTarget },
): Promise<OpenOnTarget | null> {
  const { stream, action, target } = wanted;
  const { rows } = await run(
    `SELECT id, state FROM response
    WHERE stream = $1 AND target_kind = $2 AND target_name = $3 AND action = $4 AND tab <> 'history' LIMIT 1`,
    [stream, target.kind, target.name, action],
  );
  return rows[0] === undefined ? null : { id: Number(rows[0].id), state: String(rows[0].state) };
}

/** What may be done about an alert, each with whom it would touch and what stands against it. */
export async function listOptions(run: RunStatement, facts: AlertFacts, now: Date): Promise<ResponseOption[]> {
  const { stream, mailboxes } = facts;
  const shields = await readProtected(run, stream);
  const options: ResponseOption[] = [];
  for (const { action, target } of possibleResponses(facts)) {
    const shield = protectionOf(target, shields);
    const open = await findOpenOnTarget(run, { stream, action, target });
    const refusals = [
      ...(shield === null ? [] : [`It is protected (${shield.pattern}): ${shield.reason}`]),
      ...(open === null ? [] : [`Response ${open.id} on it is ${inWords(open.state)}.`]),
    ];
    options.push({
      action,
      target,
      blastRadius: await measureBlastRadius(run, { stream, action, target, mailboxes }, now),
      lease: actionTable[action].lease,
      undo: actionTable[action].undo,
      refusal: refusals[0] ?? null,
    });
  }
  return options;
}
