import type { z } from "zod";
import { type DemoLab, type demoAttackAnswerSchema, demoLabSchema } from "../../lib/contracts/executors.ts";
import { appendAudit } from "../audit/append-audit.ts";
import type { Actor } from "../audit/write-audit.ts";
import { inTransaction, readingFrom } from "../db/in-transaction.ts";
import type { Pool } from "../db/pg.ts";
import { streamNumbers } from "../db/stream-number.ts";
import type { App } from "../http/app.ts";
import { AppError } from "../http/app-error.ts";

type Story = z.infer<typeof demoAttackAnswerSchema>["story"];

/** The generator sends several times a second: one that was silent for so long is not there. */
const aliveWithinMs = 15_000;
/** Attacks that nobody took up within this time are not begun later. */
const freshMs = 60_000;

/** Asks the demonstration to begin an attack at once. It takes it up within a second. */
export function askForAttack(
  app: Pick<App, "pool" | "now">,
  { story, actor }: { readonly story: Story; readonly actor: Actor },
): Promise<z.infer<typeof demoAttackAnswerSchema>> {
  const now = app.now();
  return inTransaction(app.pool, async (run) => {
    const { rows: alive } = await run(
      `SELECT 1 FROM stream WHERE id = $1 AND traffic
         AND EXISTS (SELECT 1 FROM intake WHERE stream = $1 AND received > $2)`,
      [streamNumbers.demo, new Date(now.getTime() - aliveWithinMs)],
    );
    if (alive.length === 0) throw new AppError("unprocessable", { detail: "The demo traffic is not running." });
    const { rows } = await run("INSERT INTO demo_attack (story, asked_by, asked_at) VALUES ($1, $2, $3) RETURNING id", [
      story,
      actor.name,
      now,
    ]);
    const id = Number(rows[0]?.id);
    await appendAudit(run, {
      actor,
      action: "demo.attack",
      resource: `demo-attack:${id}`,
      outcome: "success",
      after: { story },
    });
    return { id, story };
  });
}

/** What holds in the lab network, and the attacks asked for after the one named. */
export async function readLab(
  pool: Pool,
  { after, now }: { readonly after: number; readonly now: Date },
): Promise<DemoLab> {
  const run = readingFrom(pool);
  const [measures, attacks] = await Promise.all([
    run("SELECT action, kind, name, since FROM lab_measure WHERE stream = $1 ORDER BY since LIMIT 1000", [
      streamNumbers.demo,
    ]),
    run("SELECT id, story, asked_at AS at FROM demo_attack WHERE id > $1 AND asked_at > $2 ORDER BY id LIMIT 20", [
      after,
      new Date(now.getTime() - freshMs),
    ]),
  ]);
  const iso = (value: unknown) => (value instanceof Date ? value.toISOString() : "");
  return demoLabSchema.parse({
    measures: measures.rows.map((row) => ({ ...row, since: iso(row.since) })),
    attacks: attacks.rows.map((row) => ({ ...row, id: Number(row.id), at: iso(row.at) })),
  });
}
