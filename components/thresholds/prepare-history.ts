import type { HistoryStep, ThresholdHistory } from "../../lib/contracts/threshold-history.ts";
import { scoreOfMargin } from "../../lib/stats/margin.ts";
import { axisMarginOf } from "../charts/score-axis.ts";
import { timeTicksOf } from "../charts/time-ticks.ts";

const bandNames = ["notify", "approve", "auto"] as const;
export type Band = (typeof bandNames)[number];

/** A stretch over which a threshold stood still. Times in ms by the stream's clock, margin a natural logit. */
export interface HistorySegment {
  readonly from: number;
  readonly to: number;
  readonly margin: number;
  readonly estimated: boolean;
}

/** `at`: where it is drawn, ms by the stream's clock; `recordedAt`: by the clock of the wall. */
type DrawnStep = HistoryStep & { readonly recordedAt: number };

/** A change of one threshold. Scores 0-100, null: off. */
export interface HistoryMove {
  readonly step: DrawnStep;
  readonly before: number | null;
  readonly after: number | null;
}

/** Moves too near to each other to be told apart; the newest is the last. */
export interface MoveCluster {
  readonly key: string;
  readonly at: number;
  readonly moves: readonly HistoryMove[];
}

/** Margins between which a threshold may move by itself, and where people put it. */
export interface GuardBounds {
  readonly low: number;
  readonly high: number;
  readonly anchor: number;
  /** Since when they hold, ms by the stream's clock. */
  readonly since: number;
}

export interface BandHistory {
  readonly band: Band;
  readonly segments: readonly HistorySegment[];
  readonly clusters: readonly MoveCluster[];
  /** The score now; null: off. */
  readonly current: number | null;
  readonly bounds: GuardBounds | null;
  /** Margins at the foot and the head of the axis. */
  readonly axis: readonly [number, number];
  /** Margins that are written on it. */
  readonly ticks: readonly number[];
}

export interface HistoryChart {
  readonly domain: readonly [number, number];
  readonly bands: readonly BandHistory[];
  readonly timeTicks: readonly number[];
  /** Moves before the period. */
  readonly earlier: number;
}

/** A marker takes about a ninetieth of the width: moves nearer than that share one. */
const mostClusters = 90;
/** Shown at the least, in margin: a move of .05 is then seen and does not look like a fall. */
const leastSpan = 0.8;

/** The score of a threshold in a scope, or in none; null: off, or the scope is not of that time. */
function levelOf(step: HistoryStep, band: Band, scopeId: string | null): number | null {
  if (scopeId === null) return step[band];
  return step.scopes.find(({ id }) => id === scopeId)?.[band] ?? null;
}

interface HistoryInput {
  readonly history: ThresholdHistory;
  /** Null: where no scope fits. */
  readonly scopeId: string | null;
  readonly bounds: GuardBounds | null;
}

/** Decides all of the chart but where pixels go. A band that was off all the time is left out. Pure. */
export function prepareHistory({ history, scopeId, bounds }: HistoryInput): HistoryChart {
  const { to, earlier } = history;
  const start = startOf(history);
  const steps = history.steps.map((step) => ({ ...step, at: step.streamAt ?? start, recordedAt: step.at }));
  // What was in force when the period begins did not move in it.
  const firstMove = earlier > 0 && !history.cut ? 1 : 0;
  const domain = [start, Math.max(to, start + 60_000)] as const;
  const bands = bandNames.flatMap((band) => {
    const segments = segmentsOf(steps, { band, scopeId, domain });
    if (segments.length === 0) return [];
    const held = band === "notify" && scopeId === null ? bounds : null;
    const axis = axisOf(segments, held);
    const last = steps.at(-1);
    const current = last === undefined ? null : levelOf(last, band, scopeId);
    const clusters = clustersOf(movesOf(steps, { band, scopeId, firstMove }), domain, band);
    return [{ band, segments, clusters, current, bounds: held, axis, ticks: ticksOf(axis) }];
  });
  return { domain, bands, timeTicks: timeTicksOf(domain), earlier };
}

/** Where the thresholds are no older than the period, the chart begins a little before them, not with emptiness. */
function startOf({ from, to, steps, earlier }: ThresholdHistory): number {
  const first = steps.find(({ streamAt }) => streamAt !== null)?.streamAt ?? from;
  return earlier === 0 && first >= from ? first - 0.02 * (to - first) : from;
}

interface OfBand {
  readonly band: Band;
  readonly scopeId: string | null;
  readonly domain: readonly [number, number];
}

function segmentsOf(steps: readonly DrawnStep[], { band, scopeId, domain: [start, end] }: OfBand): HistorySegment[] {
  return steps.flatMap((step, index) => {
    const level = levelOf(step, band, scopeId);
    const from = Math.max(start, step.at);
    const to = Math.min(end, steps[index + 1]?.at ?? end);
    return level === null || to < from ? [] : [{ from, to, margin: axisMarginOf(level), estimated: step.estimated }];
  });
}

type MovesOf = Omit<OfBand, "domain"> & { readonly firstMove: number };

function movesOf(steps: readonly DrawnStep[], { band, scopeId, firstMove }: MovesOf): HistoryMove[] {
  return steps.flatMap((step, index) => {
    const last = steps[index - 1];
    const before = last === undefined ? null : levelOf(last, band, scopeId);
    const after = levelOf(step, band, scopeId);
    return before === after || index < firstMove ? [] : [{ step, before, after }];
  });
}

function clustersOf(moves: readonly HistoryMove[], [start, end]: readonly [number, number], band: Band): MoveCluster[] {
  const apart = (end - start) / mostClusters;
  const clusters: { first: number; moves: HistoryMove[] }[] = [];
  for (const move of moves) {
    const last = clusters.at(-1);
    if (last !== undefined && move.step.at - last.first < apart) last.moves.push(move);
    else clusters.push({ first: move.step.at, moves: [move] });
  }
  return clusters.map(({ first, moves: members }) => ({
    key: `${band}-${members.at(-1)?.step.version ?? 0}`,
    at: members.at(-1)?.step.at ?? first,
    moves: members,
  }));
}

function axisOf(segments: readonly HistorySegment[], bounds: GuardBounds | null): readonly [number, number] {
  const margins = segments.map(({ margin }) => margin);
  const all = bounds === null ? margins : [...margins, bounds.low, bounds.high];
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const room = Math.max(0.15 * (high - low), (leastSpan - (high - low)) / 2);
  return [low - room, high + room];
}

/** Steps between scores that people count in, the widest first. */
const scoreSteps = [20, 10, 5, 2, 1, 0.5, 0.2, 0.1] as const;
/** As many are told apart at the least, and lie so far from each other as a share of the axis. */
const leastTicks = 3;
const leastApart = 0.16;

function roundScores([low, high]: readonly [number, number], step: number): number[] {
  const first = Math.ceil(scoreOfMargin(low) / step);
  const last = Math.floor(scoreOfMargin(high) / step);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => Number(((first + i) * step).toFixed(1)));
}

/** Margins of round scores: where scores lie close to each other only some of them. */
function ticksOf(axis: readonly [number, number]): number[] {
  const apart = leastApart * (axis[1] - axis[0]);
  const candidates = scoreSteps.map((step) => {
    const kept: number[] = [];
    for (const margin of roundScores(axis, step).map(axisMarginOf)) {
      if (margin - (kept.at(-1) ?? Number.NEGATIVE_INFINITY) >= apart) kept.push(margin);
    }
    return kept;
  });
  return candidates.find(({ length }) => length >= leastTicks) ?? candidates.at(-1) ?? [];
}
