import { featureCount } from "../features/feature-table.ts";
import { createScorer } from "../pipeline/scorer.ts";
import type { ScoredBatch } from "../pipeline/types.ts";
import type { Story } from "../simulation/stories/story.ts";
import type { GroundTruth } from "../simulation/traffic-types.ts";
import { createRandom, type Random } from "../stats/random.ts";
import { type HistoryPlan, playHistory } from "./generated-history.ts";
import type { RowCollector } from "./training-rows.ts";

export interface CollectOptions {
  readonly plan: HistoryPlan;
  readonly into: RowCollector;
  /** The first events are left out: nothing is usual yet, and all would be told apart by that. */
  readonly warmUpEvents: number;
  /** Share of normal events below `keptMargin` that are kept; each then stands for 1 / share. */
  readonly normalShare: number;
  readonly onShare?: (share: number) => void;
}

/** From this margin of the untrained detectors on (one normal event in seven) every normal event is kept. */
const keptMargin = 1.8;
/** Of one step of one campaign so many records are kept; after that each `thinning`th, which stands for all of them. */
const keptOfStep = 40;
const thinning = 5;

export interface HistoryCounts {
  readonly events: number;
  /** Records of attack steps that look like ordinary work, and were left out. */
  readonly ordinary: number;
}

/**
 * Folds a generated history through the pipeline that serves (features, then the untrained detectors), and puts labelled
 * rows into the collector: records of attack steps as attacks, ordinary life as normal. Steps that are ordinary record by
 * record are left out: neither answer would be right. Memory is that of the rows kept. The same plan gives the same rows.
 */
export function collectVectors(options: CollectOptions): HistoryCounts {
  const steps = collectInSteps(options);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
    options.onShare?.(step.value);
  }
}

/** As `collectVectors`, with a pause after every `batchRows` events; each yields the share that is done. */
export function* collectInSteps(
  options: Omit<CollectOptions, "onShare">,
  batchRows?: number,
): Generator<number, HistoryCounts> {
  const { plan } = options;
  const scorer = createScorer();
  const random = createRandom(plan.seed).fork("sample");
  const sampler = new Sampler(options, random);
  for (const { columns, truths, share } of playHistory(plan, batchRows)) {
    const scored = scorer.score(columns, 0, columns.length);
    for (const [row, truth] of truths.entries()) sampler.take(scored, row, truth);
    yield share;
  }
  return { events: scorer.position, ordinary: sampler.ordinary };
}

interface StepMeaning {
  readonly family: string;
  readonly isOrdinary: boolean;
}

class Sampler {
  ordinary = 0;
  private readonly options: CollectOptions;
  private readonly random: Random;
  private readonly steps: ReadonlyMap<string, StepMeaning>;
  private readonly seenOfStep = new Map<string, number>();

  constructor(options: CollectOptions, random: Random) {
    this.options = options;
    this.random = random;
    this.steps = meaningsOf(options.plan.stories);
  }

  take(scored: ScoredBatch, row: number, { campaign, step }: GroundTruth): void {
    const margin = scored.margin[row] ?? Number.NaN;
    if (scored.first + row < this.options.warmUpEvents || Number.isNaN(margin)) return;
    if (campaign === null) this.takeNormal(scored, row, margin);
    else this.takeAttack(scored, row, margin, { campaign, step: step ?? "" });
  }

  private takeNormal(scored: ScoredBatch, row: number, base: number): void {
    const { normalShare, plan } = this.options;
    const share = base >= keptMargin ? 1 : normalShare;
    if (share < 1 && this.random.fraction() >= share) return;
    const group = `${plan.seed} origin ${originOf(scored, row)}`;
    this.add(scored, row, { base, group, family: null, isAttack: false, weight: 1 / share });
  }

  private takeAttack(
    scored: ScoredBatch,
    row: number,
    base: number,
    { campaign, step }: { readonly campaign: string; readonly step: string },
  ): void {
    const meaning = this.steps.get(`${campaign.replace(/-\d+$/, "")}/${step}`);
    if (meaning === undefined || meaning.isOrdinary) {
      this.ordinary += 1;
      return;
    }
    const key = `${campaign}/${step}`;
    const seen = (this.seenOfStep.get(key) ?? 0) + 1;
    this.seenOfStep.set(key, seen);
    if (seen > keptOfStep && (seen - keptOfStep) % thinning !== 0) return;
    const weight = seen > keptOfStep ? thinning : 1;
    const group = `${this.options.plan.seed} campaign ${campaign}`;
    this.add(scored, row, { base, group, family: meaning.family, isAttack: true, weight });
  }

  private add(
    scored: ScoredBatch,
    row: number,
    rest: Omit<Parameters<RowCollector["add"]>[0], "vectors" | "at" | "time">,
  ): void {
    const time = scored.time[row] ?? Number.NaN;
    this.options.into.add({ vectors: scored.vector, at: row * featureCount, time, ...rest });
  }
}

/** What each step of each story is, by "story/step": its tactic in ATT&CK's words is its family. */
function meaningsOf(stories: readonly Story[]): ReadonlyMap<string, StepMeaning> {
  return new Map(
    stories.flatMap(({ name, steps }) =>
      steps.map(({ id, tactic, ordinary }) => [`${name}/${id}`, { family: tactic, isOrdinary: ordinary === true }]),
    ),
  );
}

/** Whom the event is charged to: its source address, else its user, else its host. */
function originOf(scored: ScoredBatch, row: number): string {
  const pairs = [
    [scored.srcHigh, scored.srcLow],
    [scored.userHigh, scored.userLow],
    [scored.hostHigh, scored.hostLow],
  ] as const;
  for (const [highs, lows] of pairs) {
    const high = highs[row] ?? 0;
    const low = lows[row] ?? 0;
    if (high !== 0 || low !== 0) return `${high.toString(36)}.${low.toString(36)}`;
  }
  return "none";
}
