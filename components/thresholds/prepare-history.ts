import type { HistoryStep, ThresholdHistory } from "../../lib/contracts/threshold-history.ts";
import { axisMarginOf } from "../charts/score-axis.ts";
import { timeTicksOf } from "../charts/time-ticks.ts";

const bandNames = ["notify", "approve", "auto"] as const;
export type Band = (typeof bandNames)[number];

/** A stretch over which a threshold stood still. Times in ms, margin a natural logit. */
export interface HistorySegment {
  readonly from: number;
  readonly to: number;
  readonly margin: number;
  readonly estimated: boolean;
}

/** A change of one threshold. Scores 0-100, null: off. */
export interface HistoryMove {
  readonly step: HistoryStep;
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
  /** Since when they hold, ms. */
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
  const { to, steps } = history;
  const start = startOf(history);
  const domain = [start, Math.max(to, start + 60_000)] as const;
  const bands = bandNames.flatMap((band) => {
    const segments = segmentsOf(steps, { band, scopeId, domain });
    if (segments.length === 0) return [];
    const held = band === "notify" && scopeId === null ? bounds : null;
    const axis = axisOf(segments, held);
    const last = steps.at(-1);
    const current = last === undefined ? null : levelOf(last, band, scopeId);
    const clusters = clustersOf(movesOf(steps, { band, scopeId, domain }), domain, band);
    return [{ band, segments, clusters, current, bounds: held, axis, ticks: ticksOf(axis) }];
  });
  return { domain, bands, timeTicks: timeTicksOf(domain) };
}

/** Where the thresholds are younger than the period, the chart begins a little before them, not with emptiness. */
function startOf({ from, to, steps }: ThresholdHistory): number {
  const first = steps[0]?.at ?? from;
  return first > from ? first - 0.02 * (to - first) : from;
}

interface OfBand {
  readonly band: Band;
  readonly scopeId: string | null;
  readonly domain: readonly [number, number];
}

function segmentsOf(steps: readonly HistoryStep[], { band, scopeId, domain: [start, end] }: OfBand): HistorySegment[] {
  return steps.flatMap((step, index) => {
    const level = levelOf(step, band, scopeId);
    const from = Math.max(start, step.at);
    const to = Math.min(end, steps[index + 1]?.at ?? end);
    return level === null || to < from ? [] : [{ from, to, margin: axisMarginOf(level), estimated: step.estimated }];
  });
}

function movesOf(steps: readonly HistoryStep[], { band, scopeId, domain: [start] }: OfBand): HistoryMove[] {
  return steps.flatMap((step, index) => {
    const last = steps[index - 1];
    const before = last === undefined ? null : levelOf(last, band, scopeId);
    const after = levelOf(step, band, scopeId);
    return before === after || step.at < start ? [] : [{ step, before, after }];
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

/** Three to five margins in round steps. */
function ticksOf([low, high]: readonly [number, number]): number[] {
  const step = [0.2, 0.5, 1, 2, 5].find((candidate) => (high - low) / candidate <= 4.5) ?? 5;
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.floor(high / step) - first + 1 }, (_, i) => Number(((first + i) * step).toFixed(2)));
}
