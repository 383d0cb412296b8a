import { describeFinding } from "../alerts/finding.ts";
import { confidenceOf } from "../detectors/confidence.ts";
import { detectorCount, detectorNames } from "../detectors/detector-table.ts";
import { Judge } from "../detectors/judge.ts";
import type { JudgedEvent } from "../detectors/reference-builder.ts";
import type { EventColumns } from "../event/columns.ts";
import { EffectiveTime } from "../features/effective-time.ts";
import { FeatureExtractor } from "../features/extractor.ts";
import { feature, featureCount, featureNames } from "../features/feature-table.ts";
import { type StateReader, StateWriter } from "../features/state-bytes.ts";
import { nameKind } from "../features/text-ids.ts";
import { scoreOfMargin } from "../stats/margin.ts";
import type { Policy } from "../thresholds/policy.ts";
import { Thresholds } from "../thresholds/thresholds.ts";
import { type BatchOutput, newBatchOutput } from "./batch-output.ts";
import { sealCheckpoint } from "./checkpoint.ts";
import { entitiesOf, writeEntities } from "./entities.ts";
import { OnlineModels } from "./online-models.ts";
import { reasonFacts } from "./reason-facts.ts";
import { blockLength, ScoreBlockBuilder } from "./score-block.ts";
import type { ScoredBatch, Scorer, ScorerCounters, ThresholdMove, ThresholdsInForce } from "./types.ts";

/** All options, none left open. */
export interface StreamScorerOptions {
  readonly policy: Policy;
  readonly seed: number;
  readonly maxEntities: number;
  readonly maxPairs: number;
  readonly maxSources: number;
}

/** The fold over one stream: features, detectors, margin, thresholds, findings, in offset order. */
export class StreamScorer implements Scorer {
  position = 0;
  readonly featureNames = featureNames;
  readonly detectorNames = detectorNames;
  private readonly clock: EffectiveTime;
  private readonly features: FeatureExtractor;
  private readonly judge: Judge;
  private readonly models: OnlineModels;
  private readonly thresholds: Thresholds;
  private readonly judged: JudgedEvent = {
    family: 0,
    offset: 0,
    originHigh: 0,
    originLow: 0,
    notify: 0,
    flagged: false,
  };
  private readonly block = new ScoreBlockBuilder();
  private readonly seed: number;
  private flagged = 0;

  constructor(options: StreamScorerOptions) {
    this.seed = options.seed;
    this.clock = new EffectiveTime(options.maxSources);
    this.features = new FeatureExtractor({ entities: options.maxEntities, pairs: options.maxPairs });
    this.judge = new Judge(options.seed);
    this.models = new OnlineModels(options.seed);
    this.thresholds = new Thresholds(options.policy);
  }

  score(columns: EventColumns, from: number, to: number): ScoredBatch {
    if (!(from >= 0 && to >= from && to <= columns.length)) {
      throw new RangeError(`Rows ${from} to ${to} do not lie in a batch of ${columns.length}.`);
    }
    const out = newBatchOutput(this.position, to - from);
    this.features.subjects.ids.use(columns);
    for (let row = from; row < to; row += 1) {
      this.scoreRow(columns, row, out, row - from);
      this.position += 1;
      if (this.position % blockLength === 0) this.closeBlock(out);
    }
    return out;
  }

  private scoreRow(columns: EventColumns, row: number, out: BatchOutput, at: number): void {
    const time = this.effectiveTime(columns, row);
    const { thresholds, judge, models, features } = this;
    out.thresholdVersion[at] = thresholds.thresholdVersion;
    out.policyVersion[at] = thresholds.policy.version;
    out.referenceVersion[at] = models.references.version;
    out.time[at] = time;
    out.timeAdjusted[at] = this.clock.adjusted ? 1 : 0;
    if (Number.isNaN(time)) {
      this.deadLetter(columns, row, out, at);
      return;
    }
    const vectorAt = at * featureCount;
    features.read(columns, row, time, !this.clock.adjusted, out.vector, vectorAt);
    const margin = judge.margin(out.vector, vectorAt, models.snapshot, models.references);
    const band = thresholds.bandOf(margin);
    out.margin[at] = margin;
    out.score[at] = scoreOfMargin(margin);
    out.confidence[at] = confidenceOf(out.vector, vectorAt, judge.outputs, models.references);
    out.band[at] = band;
    out.contributions.set(judge.contributions, at * detectorCount);
    writeEntities(features.subjects, columns, row, out, at);
    if (band !== 0) this.report(columns, row, out, at, band);
    this.learn(columns, row, time, out, at, band);
  }

  private learn(columns: EventColumns, row: number, time: number, out: BatchOutput, at: number, band: number): void {
    const { thresholds, features, models, judge, judged } = this;
    const { originHigh, originLow } = features.subjects;
    const vectorAt = at * featureCount;
    const margin = out.margin[at] ?? 0;
    judged.family = out.vector[vectorAt + feature.family] ?? 0;
    judged.offset = this.position;
    judged.originHigh = originHigh;
    judged.originLow = originLow;
    judged.notify = thresholds.notify;
    judged.flagged = band !== 0;
    features.learn(columns, row, time, judged.flagged, out.vector, vectorAt);
    models.learnOne(judge, judged);
    thresholds.window.add(margin);
    if (judged.flagged) this.flagged += 1;
    this.block.set(this.position % blockLength, margin, originHigh, originLow, columns.source[row] ?? 0, band);
  }

  private effectiveTime(columns: EventColumns, row: number): number {
    const replay = columns.replay[row] ?? 0;
    const { ids } = this.features.subjects;
    const low = replay === 0 ? 0 : ids.high(nameKind.word, replay);
    const source = columns.source[row] ?? 0;
    // 2^32 - 1 sources would be needed before two of them met; the replay's hash keeps replays of one source apart.
    const slot = this.clock.source(
      (source ^ low) >>> 0,
      (Math.imul(source, 0x9e3779b1) + 1 + ids.low(nameKind.word, replay)) >>> 0,
    );
    return this.clock.resolve(slot, columns.time[row] ?? Number.NaN, columns.received[row] ?? Number.NaN, replay !== 0);
  }

  private deadLetter(columns: EventColumns, row: number, out: BatchOutput, at: number): void {
    out.deadLetters.push({ offset: this.position, reason: "It has neither a time of its own nor a time of receipt." });
    out.vector.fill(Number.NaN, at * featureCount, (at + 1) * featureCount);
    this.block.set(this.position % blockLength, Number.NaN, 0, 0, columns.source[row] ?? 0, 0);
  }

  private report(columns: EventColumns, row: number, out: BatchOutput, at: number, band: 1 | 2 | 3): void {
    const { judge, thresholds } = this;
    const facts = reasonFacts(columns, row, this.features.subjects.origin, out.vector, at * featureCount);
    const technique = columns.strings[columns.technique[row] ?? 0] ?? "";
    const judgement = {
      band,
      notify: thresholds.notify,
      floor: judge.floor,
      contributions: judge.contributions,
      contributionsAt: 0,
    };
    const text = describeFinding(judgement, facts, technique, thresholds.policy);
    out.findings.push({ offset: this.position, row: at, ...text, entities: entitiesOf(columns, row) });
  }

  private closeBlock(out: BatchOutput): void {
    const { thresholds, models, position } = this;
    const closed = position / blockLength;
    out.scoreBlocks.push({ block: closed - 1, body: this.block.take() });
    const move = thresholds.closeBlock();
    if (move !== null) out.moves.push({ offset: position, ...move });
    const artefacts = models.closeBlock(this.judge, closed, position);
    if (artefacts.some(({ kind }) => kind === "reference")) thresholds.forgetWindow();
    out.artefacts.push(...artefacts);
  }

  activatePolicy(policy: Policy): ThresholdMove | null {
    const move = this.thresholds.activate(policy);
    return move === null ? null : { offset: this.position, ...move };
  }

  thresholdsInForce(): ThresholdsInForce {
    const { policy, thresholdVersion, notify, approve, auto, estimated, note } = this.thresholds;
    return { policyVersion: policy.version, thresholdVersion, notify, approve, auto, estimated, note };
  }

  counters(): ScorerCounters {
    const { entities, pairs } = this.features.subjects;
    return {
      entities: entities.table.size,
      pairs: pairs.table.size,
      evictedEntities: entities.table.evicted,
      evictedPairs: pairs.table.evicted,
      learnedEvents: this.models.learned,
      flaggedEvents: this.flagged,
    };
  }

  checkpoint(): Uint8Array[] {
    const writer = new StateWriter();
    writer.numbers(this.seed, this.position, this.flagged);
    this.clock.save(writer);
    this.features.save(writer);
    this.models.save(writer);
    this.thresholds.save(writer);
    this.block.save(writer);
    return sealCheckpoint(writer);
  }

  /** Continues where a checkpoint was taken; for a scorer that has scored nothing yet. */
  restore(reader: StateReader): void {
    const [seed, position = 0, flagged = 0] = reader.numbers(3);
    if (seed !== this.seed) throw new RangeError("The checkpoint was made with another seed.");
    this.position = position;
    this.flagged = flagged;
    this.clock.restore(reader);
    this.features.restore(reader);
    this.models.restore(reader);
    this.thresholds.restore(reader);
    this.block.restore(reader);
    reader.finish();
  }
}
