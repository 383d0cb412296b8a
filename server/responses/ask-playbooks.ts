import { protectionOf } from "../../lib/responses/guards.ts";
import { isAutomatic, targetsOf } from "../../lib/responses/match-playbook.ts";
import type { ResponseTarget } from "../../lib/responses/words.ts";
import { inTransaction } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { countUsed } from "./count-used.ts";
import { readExecutor } from "./executor-record.ts";
import { insertResponse } from "./insert-response.ts";
import { lockResponses } from "./lock-responses.ts";
import { measureBlastRadius } from "./measure-blast-radius.ts";
import { type PlaybookRecord, readPlaybooks } from "./playbook-record.ts";
import { requestApproval } from "./propose-response.ts";
import { publishSteps } from "./publish-steps.ts";
import { type AlertFacts, readAlertFacts } from "./read-alert-facts.ts";
import { readKillSwitch } from "./read-kill-switch.ts";
import { readProtected } from "./read-protected.ts";
import { refreshEvidence } from "./refresh-evidence.ts";
import type { ResponseRecord } from "./response-record.ts";
import { type StepTaken, systemActor, takeStep } from "./take-step.ts";

interface Asking {
  readonly run: RunStatement;
  readonly facts: AlertFacts;
  readonly now: Date;
}

/** The playbook's approval, where it may give one; whether it may execute is looked at once more by who executes. */
async function approveByPlaybook({ run, now }: Asking, record: ResponseRecord, playbook: PlaybookRecord) {
  const reason = `Playbook "${playbook.body.name}" does this by itself in the auto band.`;
  const decision = { kind: "approved", by: systemActor.name, at: now.toISOString(), reason } as const;
  const changes = { decision, approvedHash: record.evidenceHash };
  return takeStep(run, record, { event: { kind: "approve" }, actor: systemActor, reason, changes }, now);
}

/** Whether it may be done without people at this moment; where not, people are asked. */
async function mayActAlone({ run, facts, now }: Asking, playbook: PlaybookRecord): Promise<boolean> {
  if (!isAutomatic(playbook.body, facts.matched)) return false;
  if ((await readKillSwitch(run)).on) return false;
  const used = await countUsed(run, { stream: facts.stream, action: playbook.body.action }, now);
  return used.active < playbook.body.budget.maxActive && used.lastHour < playbook.body.budget.maxPerHour;
}

async function insert(asking: Asking, playbook: PlaybookRecord, target: ResponseTarget, automatic: boolean) {
  const { run, facts, now } = asking;
  const { body, id, version } = playbook;
  const executor = await readExecutor(run, body.executorId);
  if (executor === null) return null;
  const { stream, mailboxes } = facts;
  const measured = { stream, action: body.action, target, mailboxes };
  return insertResponse(
    run,
    {
      stream,
      action: body.action,
      target,
      reason: `${body.name}: ${facts.title}.`,
      alertId: facts.id,
      playbook: { id, version },
      executor: { id: executor.id, version: executor.version },
      proposedBy: systemActor.name,
      automatic,
      evidence: facts.evidence,
      policyVersion: facts.policyVersion,
      blastRadius: await measureBlastRadius(run, measured, now),
      budget: body.budget,
      leaseSeconds: body.leaseSeconds,
      replaces: null,
    },
    now,
  );
}

/** A new proposal, and where it goes from there: stopped by the protected list, approved by the playbook, or to people. */
async function proposeOne(asking: Asking, playbook: PlaybookRecord, target: ResponseTarget): Promise<StepTaken | null> {
  const { run, facts, now } = asking;
  const automatic = await mayActAlone(asking, playbook);
  const record = await insert(asking, playbook, target, automatic);
  if (record === null) return null;
  const shield = protectionOf(target, await readProtected(run, facts.stream));
  if (shield !== null) {
    const guard = {
      name: "protected",
      detail: `${target.name} is protected (${shield.pattern}): ${shield.reason}`,
    } as const;
    const decision = { kind: "blocked", by: systemActor.name, at: now.toISOString(), reason: guard.detail } as const;
    const changes = { guard, decision };
    return takeStep(run, record, { event: { kind: "block" }, actor: systemActor, reason: guard.detail, changes }, now);
  }
  if (automatic) return approveByPlaybook(asking, record, playbook);
  const { decideWithinSeconds } = playbook.body;
  return requestApproval(run, record, { actor: systemActor, decideWithinSeconds, now });
}

/** What still waits for people is bound to the alert as it is now; an alert that came into the auto band may need none. */
async function refreshWaiting(asking: Asking, playbooks: readonly PlaybookRecord[]): Promise<StepTaken[]> {
  const { run, facts, now } = asking;
  const { rows } = await run("SELECT id FROM response WHERE alert_id = $1 AND state = 'awaiting_approval'", [facts.id]);
  const records = await lockResponses(
    run,
    rows.map(({ id }) => Number(id)),
  );
  const taken: StepTaken[] = [];
  for (const record of records.values()) {
    if (record.state !== "awaiting_approval") continue;
    const { evidence, policyVersion } = facts;
    const { playbookVersion, executorVersion } = record;
    const fresh = { evidence, policyVersion, playbookVersion, executorVersion };
    const refreshed = await refreshEvidence(run, record, fresh, now);
    const playbook = playbooks.find(({ id }) => id === record.playbookId);
    const current = refreshed?.record ?? record;
    const approved =
      playbook && (await mayActAlone(asking, playbook)) ? await approveByPlaybook(asking, current, playbook) : null;
    taken.push(...[approved ?? refreshed].filter((step) => step !== null));
  }
  return taken;
}

const claimSql = `
  SELECT alert_id, band FROM response_trigger WHERE done_at IS NULL AND created_at > $1::timestamptz - interval '1 hour'
  ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED`;

/**
 * Asks the playbooks about the oldest alert that scoring has left word of. False when there is none. It may run twice
 * and on several workers: an alert, a playbook and a target make one proposal.
 */
export function askPlaybooks(pool: Pool, now: Date): Promise<boolean> {
  return inTransaction(pool, async (run) => {
    const { rows } = await run(claimSql, [now]);
    const trigger = rows[0];
    if (trigger === undefined) return false;
    const facts = await readAlertFacts(run, pool, Number(trigger.alert_id));
    const steps: StepTaken[] = [];
    if (facts !== null && facts.harmless === null) {
      const asking = { run, facts, now };
      const playbooks = await readPlaybooks(run, facts.stream);
      steps.push(...(await refreshWaiting(asking, playbooks)));
      for (const playbook of playbooks) {
        for (const target of targetsOf(playbook.body, facts.matched)) {
          const step = await proposeOne(asking, playbook, target);
          if (step !== null) steps.push(step);
        }
      }
    }
    await run("UPDATE response_trigger SET done_at = $3 WHERE alert_id = $1 AND band = $2", [
      trigger.alert_id,
      trigger.band,
      now,
    ]);
    await publishSteps(run, steps);
    return true;
  });
}
