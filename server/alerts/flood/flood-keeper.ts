import { type FloodState, floodStateSchema, startFloodState } from "../../../lib/alerts/flood/flood-state.ts";
import { type FloodBegan, momentOf, passTime, takeFinding } from "../../../lib/alerts/flood/watch-flood.ts";
import type { RunStatement } from "../../db/run-statement.ts";
import type { ScoredPart } from "../../event-log/scored-part.ts";
import { type FoundEvent, foundEvent } from "../found-event.ts";

/** A flood began or ended with an event. */
export type FloodChange =
  | { readonly kind: "began"; readonly offset: number; readonly began: FloodBegan }
  | { readonly kind: "ended"; readonly offset: number; readonly number: number; readonly atMs: number };

/** A finding, and the fold that takes it while a flood lasts. */
export interface AssignedFinding {
  readonly found: FoundEvent;
  readonly fold: { readonly key: string; readonly flood: number } | null;
}

export interface Assigned {
  readonly findings: readonly AssignedFinding[];
  readonly changes: readonly FloodChange[];
}

/**
 * Follows the rate of one stream's findings. What it remembers is committed with the scores that it is of, so that
 * whoever scores after a crash goes on exactly there; a keeper whose transaction failed is not used again.
 */
export interface FloodKeeper {
  /** The findings of a transaction in offset order. */
  assign(run: RunStatement, parts: readonly ScoredPart[]): Promise<Assigned>;
}

const readSql = "SELECT state FROM flood_watch WHERE stream = $1::smallint";
const saveSql = `
  INSERT INTO flood_watch (stream, state) VALUES ($1::smallint, $2::jsonb)
  ON CONFLICT (stream) DO UPDATE SET state = excluded.state`;

export function createFloodKeeper(stream: number): FloodKeeper {
  let known: FloodState | null = null;
  return {
    async assign(run, parts) {
      known ??= await readState(run, stream);
      const assigned = assignParts(known, parts);
      const { findings, changes } = assigned;
      if (findings.length + changes.length > 0) await run(saveSql, [stream, JSON.stringify(known)]);
      return assigned;
    },
  };
}

async function readState(run: RunStatement, stream: number): Promise<FloodState> {
  const { rows } = await run(readSql, [stream]);
  return rows[0] === undefined ? startFloodState() : floodStateSchema.parse(rows[0].state);
}

function momentOfRow(state: FloodState, { scored, columns, from }: ScoredPart, row: number): number {
  const timeMs = scored.time[row] ?? Number.NaN;
  const receivedMs = columns.received[from + row] ?? Number.NaN;
  return momentOf(state, { timeMs, receivedMs, isReplayed: (columns.replay[from + row] ?? 0) !== 0 });
}

function assignParts(state: FloodState, parts: readonly ScoredPart[]): Assigned {
  const findings: AssignedFinding[] = [];
  const changes: FloodChange[] = [];
  for (const part of parts) {
    const { scored, deadLetters } = part;
    let next = 0;
    for (let row = 0; row < scored.length; row += 1) {
      const atMs = momentOfRow(state, part, row);
      const offset = scored.first + row;
      if (passTime(state, atMs)) changes.push({ kind: "ended", offset, number: state.number, atMs });
      const finding = scored.findings[next];
      if (finding?.offset !== offset) continue;
      next += 1;
      if (deadLetters.has(offset)) continue;
      const found = foundEvent(part, finding);
      const { foldKey, began } = takeFinding(state, { ...found.flooded, timeMs: atMs });
      if (began !== null) changes.push({ kind: "began", offset, began });
      findings.push({ found, fold: foldKey === null ? null : { key: foldKey, flood: state.number } });
    }
  }
  return { findings, changes };
}
