import { type Pool, withTransaction } from "../db/pg.ts";
import { appendPush, type PushDraft } from "../realtime/append-push.ts";
import { type AlertRecord, alertColumns, alertRow } from "./alert-row.ts";

const mostAtOnce = 500;

/** SKIP LOCKED: an alert that somebody changes at this moment is theirs; the next run looks again. */
const wakeSql = `
  WITH due AS (
    SELECT id FROM alert WHERE status = 'suppressed' AND snoozed_until <= now()
    ORDER BY stream, finding_key, id LIMIT ${mostAtOnce} FOR UPDATE SKIP LOCKED
  ), woken AS (
    UPDATE alert a SET status = CASE WHEN a.acknowledged_at IS NULL THEN 'new' ELSE 'in_progress' END,
      snoozed_until = NULL, revision = a.revision + 1, updated_at = now()
    FROM due WHERE a.id = due.id RETURNING ${alertColumns.sql}
  ), noted AS (
    INSERT INTO alert_activity (alert_id, actor, kind, detail)
    SELECT id, 'system', 'returned', '{"from": "suppressed", "why": "the snooze ended"}' FROM woken
  )
  SELECT * FROM woken`;

/** Alerts whose snooze has ended come back to where they were, on every open screen too. Answers how many. */
export function wakeSnoozed(pool: Pool): Promise<number> {
  return withTransaction(pool, async (client) => {
    const { rows } = await client.query<Omit<AlertRecord, "id"> & { readonly id: string }>(wakeSql);
    const messages = rows.map((row): PushDraft => {
      const alert = alertRow({ ...row, id: BigInt(row.id) });
      return { kind: "alert", stream: row.stream, body: { stream: alert.stream, change: "changed", alert } };
    });
    await appendPush((text, values) => client.query({ text, values: [...values] }), messages);
    return rows.length;
  });
}
