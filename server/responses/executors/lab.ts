import type { Pool } from "../../db/pg.ts";
import type { Executor, Order, Reading } from "./executor.ts";

const addSql = `
  INSERT INTO lab_measure (action_id, stream, action, kind, name) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING`;

/**
 * The demonstration's network: what it is told holds there, and the simulated attackers run into it. A measure is a row,
 * known by its action, so that telling it twice is telling it once.
 */
export function createLab(pool: Pool): Executor {
  async function read({ actionId }: Order): Promise<Reading> {
    const { rows } = await pool.query("SELECT since FROM lab_measure WHERE action_id = $1", [actionId]);
    if (rows.length === 0) return { holds: "no", detail: "The lab knows no such measure." };
    return { holds: "yes", detail: "The measure holds in the lab." };
  }
  return {
    idempotent: true,
    pretends: false,
    async execute({ actionId, stream, action, target }) {
      await pool.query(addSql, [actionId, stream, action, target.kind, target.name]);
      return { kind: "done", detail: "The measure holds in the lab." };
    },
    async undo({ actionId }) {
      await pool.query("DELETE FROM lab_measure WHERE action_id = $1", [actionId]);
      return { kind: "done", detail: "The measure was lifted." };
    },
    probe: read,
    verify: read,
    test: async () => ({ ok: true, detail: "Ready. It reaches the demonstration's network alone." }),
  };
}
