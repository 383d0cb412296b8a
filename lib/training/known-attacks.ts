import { Judge } from "../detectors/judge.ts";
import { priorReferences } from "../detectors/reference-set.ts";
import type { ServedChampion } from "../detectors/served-champion.ts";
import { featureCount } from "../features/feature-table.ts";
import { heldOutStories, taughtStories } from "../simulation/stories/variants.ts";
import { collectInSteps } from "./collect-vectors.ts";
import type { HistoryPlan } from "./generated-history.ts";
import { rankFigures, rankRows } from "./score-sweep.ts";
import { RowCollector, type TrainingRows } from "./training-rows.ts";

/** Generated attacks, and the life around them, that every model of this version can be asked about. */
export interface KnownAttacks {
  readonly rows: TrainingRows;
  /** Of each row the largest margin of a stated prior, under which no model can push it; -Infinity: none. */
  readonly floors: Float64Array;
}

/** An organisation and days that neither teach nor test a starter. */
const plan: HistoryPlan = {
  seed: "known attacks",
  people: 50,
  startTime: Date.UTC(2025, 3, 7, 10),
  hours: 0.5,
  rate: 8,
  meanGapMs: 110_000,
  stories: [...taughtStories, ...heldOutStories],
};
const warmUpEvents = 4_096;
const normalShare = 0.25;
/** 10 to 20 ms of work. */
const stepRows = 256;

/** Plays them; each step yields the share that is done, so that a process can do something else in between. About 1 s in all. */
export function* playKnownAttacks(): Generator<number, KnownAttacks> {
  const into = new RowCollector();
  yield* collectInSteps({ plan, into, warmUpEvents, normalShare }, stepRows);
  const rows = into.build();
  const judge = new Judge(0);
  const judgedBy = { snapshot: null, references: priorReferences, champion: null };
  const floors = Float64Array.from({ length: rows.rows }, (_, row) => {
    judge.margin(rows.vectors, row * featureCount, judgedBy);
    return judge.floor;
  });
  return { rows, floors };
}

/** What a model finds of them at a threshold. */
export interface FoundAttacks {
  readonly campaigns: number;
  /** Events, each row counting for those that it stands for. */
  readonly events: number;
  /** Share of the normal events at or over the threshold; null without normal events. */
  readonly falseAlarmRate: number | null;
  /** Share of the attacks' events found where one normal event in 100 around them is reported; NaN without either. */
  readonly atOnePercent: number;
  /** Whether its trees say the same of every event. */
  readonly isMute: boolean;
}

/** `champion` null: the detectors without a trained model. `notify`: a margin; Infinity where nothing is flagged. */
export function findKnownAttacks(
  { rows, floors }: KnownAttacks,
  champion: ServedChampion | null,
  notify: number,
): FoundAttacks {
  const campaigns = new Set<number>();
  let events = 0;
  let alarms = 0;
  let normal = 0;
  const scores = rows.base.map((base, row) => champion?.logOdds(rows.vectors, row * featureCount, base) ?? base);
  for (const [row, score] of scores.entries()) {
    const weight = rows.weights[row] ?? 0;
    const margin = champion === null ? score : Math.max(floors[row] ?? 0, champion.rank(score));
    if (rows.labels[row] === 0) normal += weight;
    if (!(margin >= notify)) continue;
    if (rows.labels[row] === 0) alarms += weight;
    else {
      events += weight;
      campaigns.add(rows.groups[row] ?? 0);
    }
  }
  return {
    campaigns: campaigns.size,
    events: Math.round(events),
    falseAlarmRate: normal > 0 ? alarms / normal : null,
    atOnePercent: rankFigures(rankRows(scores, rows.labels), rows.weights).tprAtFpr1,
    isMute: champion !== null && isConstant(rows, champion),
  };
}

function isConstant({ vectors, rows }: TrainingRows, champion: ServedChampion): boolean {
  const first = champion.treeMargin(vectors, 0);
  for (let row = 1; row < rows; row += 1) {
    if (Math.abs(champion.treeMargin(vectors, row * featureCount) - first) > 1e-9) return false;
  }
  return true;
}

/** How many campaigns, and events of them, there are to find. */
export function countKnownAttacks({ rows }: KnownAttacks): { readonly campaigns: number; readonly events: number } {
  const campaigns = new Set<number>();
  let events = 0;
  for (const [row, label] of rows.labels.entries()) {
    if (label !== 1) continue;
    campaigns.add(rows.groups[row] ?? 0);
    events += rows.weights[row] ?? 0;
  }
  return { campaigns: campaigns.size, events: Math.round(events) };
}
