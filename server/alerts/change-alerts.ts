import { type AlertPatch, type AlertRow, alertStatusSchema, verdictSchema } from "../../lib/contracts/alerts.ts";
import { permissions } from "../../lib/contracts/permissions.ts";
import { type Actor, writeAudit } from "../audit/write-audit.ts";
import type { Alert } from "../db/generated/client.ts";
import { Sql, type Transaction } from "../db/prisma.ts";
import { retryWhenGivingWay } from "../db/retry-when-giving-way.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";
import { appendPush, type PushDraft } from "../realtime/append-push.ts";
import { runIn } from "../realtime/run-in.ts";
import { askGuard } from "../thresholds/ask-guard.ts";
import { alertRow } from "./alert-row.ts";
import { type AlertState, type AlertStep, decideChange } from "./decide-change.ts";

interface AlertChange {
  readonly ids: readonly number[];
  readonly patch: AlertPatch;
  readonly actor: Actor;
  /** By alert, the revision that the person saw. */
  readonly revisions?: ReadonlyMap<number, number>;
}

export type ChangeOutcome =
  | { readonly id: number; readonly kind: "changed" | "unchanged" | "stale"; readonly alert: AlertRow }
  | { readonly id: number; readonly kind: "missing" }
  | { readonly id: number; readonly kind: "refused"; readonly reason: string };

function stateOf(alert: Alert): AlertState {
  const { assignee, verdictReason, snoozedUntil, acknowledgedAt, resolvedAt } = alert;
  const status = alertStatusSchema.parse(alert.status);
  const verdict = verdictSchema.nullable().parse(alert.verdict);
  return { status, verdict, verdictReason, assignee, snoozedUntil, acknowledgedAt, resolvedAt };
}

/** What the audit shows of an alert before and after. */
function auditView({ status, verdict, verdictReason, assignee, snoozedUntil }: AlertState) {
  return { status, verdict, verdictReason, assignee, snoozedUntil };
}

/**
 * Locks the alerts in the order in which scoring does (by finding), so that a bulk change and a scoring transaction
 * rarely wait for each other in a circle.
 */
async function lockAlerts(tx: Transaction, ids: readonly number[]): Promise<Map<number, Alert>> {
  const bigIds = ids.map(BigInt);
  await tx.$queryRaw(
    Sql.sql`SELECT id FROM alert WHERE id = ANY(${bigIds}::bigint[]) ORDER BY stream, finding_key, id FOR UPDATE`,
  );
  const alerts = await tx.alert.findMany({ where: { id: { in: bigIds } } });
  return new Map(alerts.map((alert) => [Number(alert.id), alert]));
}

async function checkAssignee(tx: Transaction, assignee: string | null | undefined): Promise<void> {
  if (assignee === null || assignee === undefined) return;
  const holders = [...permissions["alerts:triage"]];
  const user = await tx.user.findFirst({ where: { email: assignee, disabled: false, role: { in: holders } } });
  if (user === null) throw new AppError("unprocessable", { detail: `${assignee} is nobody who can work on alerts.` });
}

/** The open alert of the same finding that stands in the way of reopening this one. */
async function openTwin(tx: Transaction, alert: Alert, next: AlertState): Promise<bigint | null> {
  if (alert.status !== "resolved" || next.status === "resolved") return null;
  const { stream, findingKey } = alert;
  const twin = await tx.alert.findFirst({
    where: { stream, findingKey, status: { not: "resolved" } },
    select: { id: true },
  });
  return twin?.id ?? null;
}

interface Recorded {
  readonly alert: Alert;
  readonly next: AlertState;
  readonly steps: readonly AlertStep[];
}

/** Update, history and audit entry of one alert. */
async function record(tx: Transaction, { alert, next, steps }: Recorded, actor: Actor): Promise<AlertRow> {
  const updated = await tx.alert.update({
    where: { id: alert.id },
    data: { ...next, revision: { increment: 1 }, updatedAt: new Date() },
  });
  await tx.alertActivity.createMany({
    data: steps.map(({ kind, detail }) => ({
      alertId: alert.id,
      actor: actor.name,
      kind,
      detail: JSON.parse(JSON.stringify(detail)),
    })),
  });
  if (next.verdict !== alert.verdict) {
    const request = { id: Number(alert.id) };
    await askGuard(runIn(tx), { stream: alert.stream, kind: "alert", request, actor: actor.name });
  }
  await writeAudit(tx, {
    actor,
    action: steps.map(({ kind }) => `alert.${kind}`).join(" "),
    resource: `alert:${alert.id}`,
    outcome: "success",
    before: auditView(stateOf(alert)),
    after: { ...auditView(next), steps },
  });
  return alertRow(updated);
}

async function changeOne(
  tx: Transaction,
  alert: Alert,
  { patch, actor, now, revisions }: Omit<AlertChange, "ids"> & { readonly now: Date },
): Promise<ChangeOutcome> {
  const id = Number(alert.id);
  const seen = patch.revision ?? revisions?.get(id);
  if (seen !== undefined && seen !== alert.revision) {
    return { id, kind: "stale", alert: alertRow(alert) };
  }
  const decided = decideChange(stateOf(alert), { patch, actor: actor.name, now });
  if (!decided.ok) return { id, kind: "refused", reason: decided.reason };
  if (decided.steps.length === 0) return { id, kind: "unchanged", alert: alertRow(alert) };
  const twin = await openTwin(tx, alert, decided.next);
  if (twin !== null)
    return { id, kind: "refused", reason: `Alert ${twin} of the same finding is open: work on that one.` };
  return { id, kind: "changed", alert: await record(tx, { alert, ...decided }, actor) };
}

async function changeAll(tx: Transaction, { ids, ...change }: AlertChange, now: Date): Promise<ChangeOutcome[]> {
  await checkAssignee(tx, change.patch.assignee);
  const alerts = await lockAlerts(tx, ids);
  const outcomes: ChangeOutcome[] = [];
  const messages: PushDraft[] = [];
  for (const id of ids) {
    const alert = alerts.get(id);
    const outcome: ChangeOutcome = alert ? await changeOne(tx, alert, { ...change, now }) : { id, kind: "missing" };
    outcomes.push(outcome);
    if (alert === undefined || outcome.kind !== "changed") continue;
    const body = { stream: outcome.alert.stream, change: "changed", alert: outcome.alert } as const;
    messages.push({ kind: "alert", stream: alert.stream, body });
  }
  await appendPush(runIn(tx), messages);
  return outcomes;
}

/**
 * Changes alerts for a person, each decided on its own, all in one transaction with their history, audit entries and
 * the messages that tell every open screen.
 */
export function changeAlerts(app: App, change: AlertChange): Promise<ChangeOutcome[]> {
  const ids = [...new Set(change.ids)];
  return retryWhenGivingWay(() => app.db.$transaction((tx) => changeAll(tx, { ...change, ids }, app.now())));
}
