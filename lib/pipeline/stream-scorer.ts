import { confidenceOf } from "../detectors/confidence.ts";
import { detectorCount, detectorNames } from "../detectors/detector-table.ts";
import type { JudgedEvent } from "../detectors/reference-builder.ts";
import type { EventColumns } from "../event/columns.ts";
import { believedTime } from "../features/effective-time.ts";
import { feature, featureCount, featureNames } from "../features/feature-table.ts";
import { type StateReader, StateWriter } from "../features/state-bytes.ts";
import { scoreOfMargin } from "../stats/margin.ts";
import type { GuardInForce } from "../thresholds/guard-in-force.ts";
import type { GuardAnswer, GuardInput } from "../thresholds/guard-input.ts";
import type { Policy } from "../thresholds/policy.ts";
import { ScopeMatcher } from "../thresholds/scope-matcher.ts";
import { type BatchOutput, newBatchOutput } from "./batch-output.ts";
import { sealCheckpoint } from "./checkpoint.ts";
import { writeEntities } from "./entities.ts";
import { findingOfRow } from "./finding-of-row.ts";
import { blockLength } from "./score-block-layout.ts";
import { ScorerParts, type StreamScorerOptions } from "./scorer-parts.ts";
import type { ScoredBatch, Scorer, ScorerCounters, ThresholdMove, ThresholdsInForce } from "./types.ts";
import { writeBlockRow, writeDeadRow } from "./write-block-row.ts";

/** The fold over one stream: features, detectors, margin, thresholds, findings, in offset order. */
export class StreamScorer implements Scorer {
  position = 0;
  readonly featureNames = featureNames;
  readonly detectorNames = detectorNames;
  private readonly parts: ScorerParts;
  private readonly judged: JudgedEvent = {
    family: 0,
    offset: 0,
    originHigh: 0,
    originLow: 0,
    notify: 0,
    flagged: false,
  };
  private flagged = 0;
  /** Place of the scope of the row that is being scored; 0 where none fits. */
  private scope = 0;

  constructor(options: StreamScorerOptions) {
    this.parts = new ScorerParts(options);
  }

  score(columns: EventColumns, from: number, to: number): ScoredBatch {
    if (!(from >= 0 && to >= from && to <= columns.length)) {
      throw new RangeError(`Rows ${from} to ${to} do not lie in a batch of ${columns.length}.`);
    }
    const out = newBatchOutput(this.position, to - from);
    this.parts.features.subjects.ids.use(columns);
    for (let row = from; row < to; row += 1) {
      this.scoreRow(columns, row, out, row - from);
      this.position += 1;
      if (this.position % blockLength === 0) this.closeBlock(out);
    }
    return out;
  }

  private scoreRow(columns: EventColumns, row: number, out: BatchOutput, at: number): void {
    const { clock, thresholds, judge, models, features, trained, guarded } = this.parts;
    const time = clock.timeOf(columns, row, features.subjects.ids);
    const received = columns.received[row] ?? Number.NaN;
    if (!Number.isNaN(time)) guarded.reach(believedTime(time, received), this.position, out, this.parts.judgedBy);
    out.thresholdVersion[at] = thresholds.thresholdVersion;
    out.policyVersion[at] = thresholds.policy.version;
    out.referenceVersion[at] = models.references.version;
    out.modelVersion[at] = trained.version;
    out.time[at] = time;
    out.timeAdjusted[at] = clock.adjusted ? 1 : 0;
    if (Number.isNaN(time)) {
      this.deadLetter(columns, row, out, at);
      return;
    }
    const vectorAt = at * featureCount;
    features.read(columns, row, time, !clock.adjusted, out.vector, vectorAt);
    const { judgedBy } = this.parts;
    const margin = judge.margin(out.vector, vectorAt, judgedBy);
    this.scope = ScopeMatcher.first(this.parts.scopes.of(columns, row, time));
    const reached = thresholds.bandOf(margin, this.scope);
    const excepted = reached === 0 ? 0 : this.parts.exceptions.of(columns, row, time);
    const band = excepted === 0 ? reached : 0;
    out.excepted[at] = excepted;
    out.margin[at] = margin;
    out.score[at] = scoreOfMargin(margin);
    out.confidence[at] = confidenceOf(out.vector, vectorAt, judge.outputs, judgedBy);
    out.band[at] = band;
    out.contributions.set(judge.contributions, at * detectorCount);
    writeEntities(features.subjects, columns, row, out, at);
    if (band !== 0) {
      const { origin } = features.subjects;
      const { scope } = this;
      out.findings.push(findingOfRow({ columns, row, origin, out, at, band, judge, thresholds, trained, scope }));
    }
    // Under an exception it is neither an alert that people judge nor an event below notify: it says nothing of notify.
    if (excepted === 0 && thresholds.isGuarded(this.scope)) {
      guarded.observe(columns, row, at, features.subjects, out);
    }
    this.learn(columns, row, time, out, at, reached !== 0);
  }

  private learn(
    columns: EventColumns,
    row: number,
    time: number,
    out: BatchOutput,
    at: number,
    reached: boolean,
  ): void {
    const { thresholds, features, models, judge, block } = this.parts;
    const { judged } = this;
    const { originHigh, originLow } = features.subjects;
    const vectorAt = at * featureCount;
    const margin = out.margin[at] ?? 0;
    judged.family = out.vector[vectorAt + feature.family] ?? 0;
    judged.offset = this.position;
    judged.originHigh = originHigh;
    judged.originLow = originLow;
    judged.notify = thresholds.notifyIn(this.scope);
    // An exception changes what people are told, never what is learnt: scores are the same with and without it.
    judged.flagged = reached;
    features.learn(columns, row, time, judged.flagged, out.vector, vectorAt);
    models.learnOne(judge, judged);
    thresholds.window.add(margin);
    const band = out.band[at] ?? 0;
    if (band !== 0) this.flagged += 1;
    const excepted = out.excepted[at] ?? 0;
    const placed = { columns, row, at: this.position % blockLength, margin, band, time, excepted };
    writeBlockRow(block, placed, { judge, subjects: features.subjects });
  }

  private deadLetter(columns: EventColumns, row: number, out: BatchOutput, at: number): void {
    out.deadLetters.push({ offset: this.position, reason: "It has neither a time of its own nor a time of receipt." });
    out.vector.fill(Number.NaN, at * featureCount, (at + 1) * featureCount);
    writeDeadRow(this.parts.block, columns, row, this.position % blockLength);
  }

  private closeBlock(out: BatchOutput): void {
    const { thresholds, models, judge, block } = this.parts;
    const { position } = this;
    const closed = position / blockLength;
    out.scoreBlocks.push({ block: closed - 1, body: block.take() });
    const move = thresholds.closeBlock();
    if (move !== null) out.moves.push({ offset: position, ...move });
    const artefacts = models.closeBlock(judge, closed, position);
    this.parts.renewJudgedBy();
    if (artefacts.some(({ kind }) => kind === "reference")) thresholds.forgetWindow();
    out.artefacts.push(...artefacts);
  }

  activatePolicy(policy: Policy): ThresholdMove | null {
    const move = this.parts.thresholds.activate(policy);
    this.parts.takePolicy();
    return move === null ? null : { offset: this.position, ...move };
  }

  get modelVersion(): number {
    return this.parts.trained.version;
  }

  activateModel(version: number, bytes: Uint8Array | null): void {
    this.parts.trained.activate(version, bytes);
    this.parts.renewJudgedBy();
    this.parts.guarded.scoreCanaries(this.parts.judgedBy);
    // What margins of another model say of how often a threshold is reached no longer counts.
    this.parts.thresholds.forgetWindow();
  }

  takeGuardInput(number: number, input: GuardInput): { answer: GuardAnswer; move: ThresholdMove | null } {
    return this.parts.guarded.takeInput(number, input, { offset: this.position, judgedBy: this.parts.judgedBy });
  }

  guardInForce(): GuardInForce {
    return this.parts.thresholds.guard;
  }

  thresholdsInForce(): ThresholdsInForce {
    const { policy, thresholdVersion, notify, approve, auto, scopes, estimated, note } = this.parts.thresholds;
    const exceptions = policy.exceptions.map(({ id }) => id);
    const bands = { notify, approve, auto, scopes, exceptions };
    const { method } = policy.notify;
    return { method, policyVersion: policy.version, thresholdVersion, ...bands, estimated, note };
  }

  knowSources(names: ReadonlyMap<number, string>): void {
    this.parts.takeNames(names);
  }

  counters(): ScorerCounters {
    const { entities, pairs } = this.parts.features.subjects;
    return {
      entities: entities.table.size,
      pairs: pairs.table.size,
      evictedEntities: entities.table.evicted,
      evictedPairs: pairs.table.evicted,
      learnedEvents: this.parts.models.learned,
      flaggedEvents: this.flagged,
    };
  }

  checkpoint(): Uint8Array[] {
    const writer = new StateWriter();
    writer.numbers(this.position, this.flagged);
    this.parts.save(writer);
    return sealCheckpoint(writer);
  }

  /** Continues where a checkpoint was taken; for a scorer that has scored nothing yet. */
  restore(reader: StateReader): void {
    const [position = 0, flagged = 0] = reader.numbers(2);
    this.position = position;
    this.flagged = flagged;
    this.parts.restore(reader);
    reader.finish();
  }
}
