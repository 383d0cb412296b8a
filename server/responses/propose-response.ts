import type { ResponsePropose } from "../../lib/contracts/response-decisions.ts";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import { actionTable, withinLease } from "../../lib/responses/actions.ts";
import { protectionOf } from "../../lib/responses/guards.ts";
import { inWords } from "../../lib/responses/state-machine.ts";
import type { ResponseAction, ResponseTarget } from "../../lib/responses/words.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction, readingFrom } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { chooseExecutor } from "./executor-record.ts";
import { insertResponse, type NewResponse } from "./insert-response.ts";
import { findOpenOnTarget, possibleResponses } from "./list-options.ts";
import { measureBlastRadius } from "./measure-blast-radius.ts";
import { publishSteps } from "./publish-steps.ts";
import { type AlertFacts, readAlertFacts } from "./read-alert-facts.ts";
import { readProtected } from "./read-protected.ts";
import { type ResponseRecord, responseRow } from "./response-record.ts";
import { type StepTaken, takeStep } from "./take-step.ts";

/** Undecided for half an hour means no, where no playbook says otherwise. */
const decideWithinSeconds = 30 * 60;

interface Wish {
  readonly action: ResponseAction;
  readonly target: Pick<ResponseTarget, "kind" | "name">;
  readonly leaseSeconds?: number | undefined;
  readonly executorId?: number | undefined;
  readonly reason: string;
}

function checkLease(action: ResponseAction, seconds: number | undefined): number {
  const { defaultSeconds, minSeconds, maxSeconds } = actionTable[action].lease;
  const wanted = seconds ?? defaultSeconds;
  if (withinLease(action, wanted) === wanted) return wanted;
  const detail = `A lease of ${inWords(action)} lasts ${minSeconds} to ${maxSeconds} seconds.`;
  throw new AppError("unprocessable", { detail });
}

/** What somebody wants done about an alert, as a row to insert; refused where a rule forbids it. */
export async function prepareWish(
  run: RunStatement,
  facts: AlertFacts,
  wish: Wish,
  by: { readonly actor: Actor; readonly replaces: number | null; readonly now: Date },
): Promise<NewResponse> {
  const { stream, mailboxes } = facts;
  const { action } = wish;
  const found = possibleResponses(facts).find(
    (one) => one.action === action && one.target.kind === wish.target.kind && one.target.name === wish.target.name,
  );
  if (found === undefined) {
    const detail = `Alert ${facts.id} gives no reason to ${inWords(action)} ${wish.target.name}.`;
    throw new AppError("unprocessable", { detail });
  }
  const { target } = found;
  const shield = protectionOf(target, await readProtected(run, stream));
  if (shield !== null) {
    throw new AppError("unprocessable", {
      detail: `${target.name} is protected (${shield.pattern}): ${shield.reason}`,
    });
  }
  const open = await findOpenOnTarget(run, { stream, action, target });
  if (open !== null) {
    throw new AppError("unprocessable", { detail: `Response ${open.id} on it is ${inWords(open.state)}.` });
  }
  const executor = await chooseExecutor(run, { stream, id: wish.executorId });
  return {
    stream,
    action,
    target,
    reason: wish.reason,
    alertId: facts.id,
    playbook: null,
    executor: { id: executor.id, version: executor.version },
    proposedBy: by.actor.name,
    automatic: false,
    evidence: facts.evidence,
    policyVersion: facts.policyVersion,
    blastRadius: await measureBlastRadius(run, { stream, action, target, mailboxes }, by.now),
    budget: actionTable[action].budget,
    leaseSeconds: checkLease(action, wish.leaseSeconds),
    replaces: by.replaces,
  };
}

/** People are asked about a proposal that was just inserted. */
export async function requestApproval(
  run: RunStatement,
  record: ResponseRecord,
  by: { readonly actor: Actor; readonly decideWithinSeconds?: number; readonly now: Date },
): Promise<StepTaken> {
  const event = { kind: "request", decideWithinSeconds: by.decideWithinSeconds ?? decideWithinSeconds } as const;
  const { action, target, leaseSeconds } = responseRow(record);
  const detail = { action, target: target.name, leaseSeconds, alert: record.alertId };
  const taken = await takeStep(run, record, { event, actor: by.actor, reason: record.reason, detail }, by.now);
  if (taken === null) throw new Error(`Response ${record.id} was not new.`);
  return taken;
}

/** Read before a transaction begins: it may need several connections, and nobody may wait for one while holding another. */
export async function readFactsOrRefuse(app: App, alertId: number): Promise<AlertFacts> {
  const facts = await readAlertFacts(readingFrom(app.pool), app.pool, alertId);
  if (facts === null) throw new AppError("not_found", { detail: `There is no alert ${alertId}.` });
  return facts;
}

/** A person or a key proposes a response to an alert; somebody else decides. */
export async function proposeResponse(
  app: App,
  { input, actor, ownStream }: { input: ResponsePropose; actor: Actor; ownStream: (stream: number) => void },
): Promise<ResponseRow> {
  const now = app.now();
  const facts = await readFactsOrRefuse(app, input.alertId);
  ownStream(facts.stream);
  return inTransaction(app.pool, async (run) => {
    const fresh = await prepareWish(run, facts, input, { actor, replaces: null, now });
    const record = await insertResponse(run, fresh, now);
    if (record === null) throw new AppError("conflict", { detail: "The same was proposed a moment ago." });
    const taken = await requestApproval(run, record, { actor, now });
    await publishSteps(run, [taken]);
    return responseRow(taken.record);
  });
}
