import { z } from "zod";
import { Judge, type JudgedBy } from "../../lib/detectors/judge.ts";
import { priorReferences, type ReferenceSet, readReferences } from "../../lib/detectors/reference-set.ts";
import { readSnapshot, type TreeSnapshot } from "../../lib/detectors/tree-snapshot.ts";
import { StateReader } from "../../lib/features/state-bytes.ts";
import type { Pool } from "../db/pg.ts";
import { unpackBytes } from "../event-log/score-bytes.ts";

const listSql = `SELECT kind, version, "offset"::float8 AS "offset" FROM artefact
  WHERE stream = $1 AND kind IN ('snapshot', 'reference') ORDER BY "offset"`;
const bodySql = "SELECT body FROM artefact WHERE stream = $1 AND kind = $2 AND version = $3";
const listedSchema = z.object({ kind: z.enum(["snapshot", "reference"]), version: z.number(), offset: z.number() });

/** What judged at a moment of the past, all but the trained model: give one, or null, to judge again as it was. */
export interface PastJudgement extends Omit<JudgedBy, "champion"> {
  readonly judge: Judge;
}

export interface PastJudge {
  /** What was in force when the event with this id was scored. Ask in ascending order. */
  at(id: number): Promise<PastJudgement>;
}

/** Reads the list of artefacts once, and each body when the first event comes that it was in force for. */
export async function createPastJudge(pool: Pool, stream: number): Promise<PastJudge> {
  const { rows } = await pool.query(listSql, [stream]);
  const listed = rows.map((row) => listedSchema.parse(row));
  const due = { snapshot: 0, reference: 0 };
  const held = { snapshot: 0, reference: 0 };
  let next = 0;
  let snapshot: TreeSnapshot | null = null;
  let references: ReferenceSet = priorReferences;
  let judge = new Judge(0);
  const bodyOf = async (kind: string, version: number) => {
    const found = await pool.query(bodySql, [stream, kind, version]);
    const { body } = z.object({ body: z.instanceof(Buffer) }).parse(found.rows[0]);
    return new StateReader(await unpackBytes(body));
  };
  return {
    async at(id) {
      for (let entry = listed[next]; entry !== undefined && entry.offset <= id; next += 1, entry = listed[next])
        due[entry.kind] = entry.version;
      if (due.snapshot !== held.snapshot) {
        snapshot = readSnapshot(await bodyOf("snapshot", due.snapshot));
        judge = new Judge(snapshot.seed);
      }
      if (due.reference !== held.reference) references = readReferences(await bodyOf("reference", due.reference));
      Object.assign(held, due);
      return { judge, snapshot, references };
    },
  };
}
