import type { ResponseOverride } from "../../lib/contracts/response-decisions.ts";
import type { ResponseRow } from "../../lib/contracts/responses.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction, readingFrom } from "../db/in-transaction.ts";
import type { RunStatement } from "../db/run-statement.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { checkNothingStopsIt } from "./approve-response.ts";
import { checkEvidence } from "./check-evidence.ts";
import { type Caller, checkMayDecide } from "./check-permitted.ts";
import { insertResponse } from "./insert-response.ts";
import { lockResponse } from "./lock-responses.ts";
import { prepareWish, readFactsOrRefuse } from "./propose-response.ts";
import { publishSteps } from "./publish-steps.ts";
import type { AlertFacts } from "./read-alert-facts.ts";
import { type ResponseRecord, readResponses, responseRow } from "./response-record.ts";
import { type StepTaken, takeStep } from "./take-step.ts";

interface Override {
  readonly id: number;
  readonly input: ResponseOverride;
  readonly caller: Caller;
}
interface Overridden {
  readonly overridden: ResponseRow;
  readonly replacement: ResponseRow | null;
}
type Replacement = Extract<ResponseOverride["decision"], { readonly kind: "replace" }>;

interface Deciding {
  readonly actor: Actor;
  readonly reason: string;
  readonly now: Date;
}

/** What takes its place: about the same alert, within the same rules, approved by who overrides. */
async function insertReplacement(
  run: RunStatement,
  { facts, wish, replaces }: { facts: AlertFacts; wish: Replacement; replaces: number },
  { actor, reason, now }: Deciding,
): Promise<StepTaken> {
  const fresh = await prepareWish(run, facts, { ...wish, reason }, { actor, replaces, now });
  const record = await insertResponse(run, fresh, now);
  if (record === null) throw new AppError("conflict", { detail: "The same was proposed a moment ago." });
  await checkNothingStopsIt(run, record);
  const decision = { kind: "approved", by: actor.name, at: now.toISOString(), reason } as const;
  const changes = { decision, approvedHash: record.evidenceHash };
  const detail = { replaces, action: record.action, target: record.targetName, leaseSeconds: record.leaseSeconds };
  const taken = await takeStep(run, record, { event: { kind: "approve" }, actor, reason, detail, changes }, now);
  if (taken === null) throw new Error(`Response ${record.id} was not new.`);
  return taken;
}

async function takeOverride(
  run: RunStatement,
  record: ResponseRecord,
  { input, by }: { input: ResponseOverride; by: Deciding },
): Promise<StepTaken> {
  const isNothing = input.decision.kind === "nothing";
  const { actor, reason, now } = by;
  const decision = {
    kind: isNothing ? "rejected" : "overridden",
    by: actor.name,
    at: now.toISOString(),
    reason,
  } as const;
  const event = { kind: isNothing ? "reject" : "override" } as const;
  const taken = await takeStep(run, record, { event, actor, reason, changes: { decision } }, now);
  if (taken === null) throw new AppError("conflict", { current: responseRow(record) });
  return taken;
}

/** The alert of a response that is to be replaced, read before any lock is held. */
async function factsFor(app: App, { id, input }: Override): Promise<AlertFacts | null> {
  if (input.decision.kind === "nothing") return null;
  const [record] = await readResponses(readingFrom(app.pool), [id]);
  if (record === undefined) throw new AppError("not_found", { detail: `There is no response ${id}.` });
  if (record.alertId === null) throw new AppError("unprocessable", { detail: "Its alert is gone." });
  return readFactsOrRefuse(app, record.alertId);
}

/** Decides otherwise: nothing is done, or something else about the same alert, in one transaction. */
export async function overrideResponse(app: App, override: Override): Promise<Overridden> {
  const { id, input, caller } = override;
  const facts = await factsFor(app, override);
  return inTransaction(app.pool, async (run) => {
    const record = await lockResponse(run, id);
    const actor = await checkMayDecide(run, { record, verb: "override", caller });
    await checkEvidence(run, record, input.evidenceHash);
    const by = { actor, reason: input.reason, now: app.now() };
    const taken = await takeOverride(run, record, { input, by });
    if (input.decision.kind === "nothing" || facts === null) {
      await publishSteps(run, [taken]);
      return { overridden: responseRow(taken.record), replacement: null };
    }
    const replacement = await insertReplacement(run, { facts, wish: input.decision, replaces: id }, by);
    await run("UPDATE response SET replaced_by = $2 WHERE id = $1", [id, replacement.record.id]);
    const overridden = { ...taken, record: { ...taken.record, replacedBy: replacement.record.id } };
    await publishSteps(run, [overridden, replacement]);
    return { overridden: responseRow(overridden.record), replacement: responseRow(replacement.record) };
  });
}
