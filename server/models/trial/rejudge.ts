import { setImmediate as nextTurn } from "node:timers/promises";
import type { ServedChampion } from "../../../lib/detectors/served-champion.ts";
import { leadOfAll, leadOfStated } from "../../../lib/pipeline/lead-of.ts";
import {
  blockLength,
  type ScoreBlockColumns,
  type ScoreBlockDetail,
} from "../../../lib/pipeline/score-block-layout.ts";
import type { StoredStretch } from "../../policies/preview/read-stretches.ts";
import type { PastJudge } from "../past-judge.ts";
import type { StoredVectors } from "./stored-vectors.ts";

/** Some 10 ms of work; then requests have their turn. */
const rowsAtOnce = 512;

/** The two that are set beside each other; null: the detectors without a trained model. */
export interface Contenders {
  readonly before: ServedChampion | null;
  readonly after: ServedChampion | null;
}

/** What a trial judges with. */
export interface Rejudging extends Contenders {
  readonly past: PastJudge;
  readonly vectors: StoredVectors;
}

/** The same events, scored by each. */
export interface RejudgedStretch {
  readonly before: StoredStretch;
  readonly after: StoredStretch;
}

interface Scores {
  readonly margin: Float64Array;
  readonly floor: Float64Array;
  readonly lead: Uint8Array;
  readonly leadStated: Uint8Array;
}

function emptyScores(): Scores {
  return {
    margin: new Float64Array(blockLength).fill(Number.NaN),
    floor: new Float64Array(blockLength),
    lead: new Uint8Array(blockLength),
    leadStated: new Uint8Array(blockLength),
  };
}

/**
 * Scores the stretch's events again under both, from the vectors as they were stored and what judged beside the model then, by
 * the code that serves. Events whose vector is not kept have no margin under either.
 */
export async function rejudge(stretch: StoredStretch, rejudging: Rejudging): Promise<RejudgedStretch> {
  const { first, from, to } = stretch;
  const scores = { before: emptyScores(), after: emptyScores() };
  for (let row = from; row < to; row += 1) {
    if (row % rowsAtOnce === 0) await nextTurn();
    const vector = await rejudging.vectors.at(first + row);
    if (vector === null) continue;
    const { judge, ...judgedBy } = await rejudging.past.at(first + row);
    for (const side of ["before", "after"] as const) {
      const into = scores[side];
      into.margin[row] = judge.margin(vector, 0, { ...judgedBy, champion: rejudging[side] });
      into.floor[row] = judge.floor;
      into.lead[row] = leadOfAll(judge.contributions);
      into.leadStated[row] = leadOfStated(judge.contributions);
    }
  }
  return {
    before: { ...stretch, columns: withScores(stretch.columns, scores.before) },
    after: { ...stretch, columns: withScores(stretch.columns, scores.after) },
  };
}

function withScores(columns: ScoreBlockColumns, { margin, ...detail }: Scores): ScoreBlockColumns {
  const merged: ScoreBlockDetail | null = columns.detail === null ? null : { ...columns.detail, ...detail };
  return { ...columns, margin, detail: merged };
}
