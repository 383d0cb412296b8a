import { Judge, type JudgedBy } from "../detectors/judge.ts";
import { FeatureExtractor } from "../features/extractor.ts";
import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import type { Policy } from "../thresholds/policy.ts";
import { partsOfScopes } from "../thresholds/scope-matcher.ts";
import { Thresholds } from "../thresholds/thresholds.ts";
import { GuardedRows } from "./guarded-rows.ts";
import { OnlineModels } from "./online-models.ts";
import { RowExceptions } from "./row-exceptions.ts";
import { RowScopes } from "./row-scopes.ts";
import { ScoreBlockBuilder } from "./score-block.ts";
import { SourceClock } from "./source-clock.ts";
import { TrainedModelInForce } from "./trained-model-in-force.ts";

/** All options, none left open. */
export interface StreamScorerOptions {
  readonly policy: Policy;
  readonly seed: number;
  readonly maxEntities: number;
  readonly maxPairs: number;
  readonly maxSources: number;
}

/** All that a scorer remembers, in the order in which it is stored. */
export class ScorerParts {
  readonly clock: SourceClock;
  readonly features: FeatureExtractor;
  readonly judge: Judge;
  readonly models: OnlineModels;
  readonly trained = new TrainedModelInForce();
  readonly thresholds: Thresholds;
  readonly scopes: RowScopes;
  readonly guarded: GuardedRows;
  readonly exceptions: RowExceptions;
  readonly block = new ScoreBlockBuilder();
  /** What the next event is judged by; renewed when any of it is, so that nothing is allocated per event. */
  judgedBy: JudgedBy;
  private readonly seed: number;

  constructor(options: StreamScorerOptions) {
    this.seed = options.seed;
    this.clock = new SourceClock(options.maxSources);
    this.features = new FeatureExtractor({ entities: options.maxEntities, pairs: options.maxPairs });
    this.judge = new Judge(options.seed);
    this.models = new OnlineModels(options.seed);
    this.thresholds = new Thresholds(options.policy);
    this.scopes = new RowScopes(partsOfScopes(this.thresholds.policy));
    this.exceptions = new RowExceptions(this.thresholds.policy);
    this.guarded = new GuardedRows(this.thresholds, this.judge);
    this.judgedBy = this.whatJudges();
  }

  private whatJudges(): JudgedBy {
    const { snapshot, references } = this.models;
    return { snapshot, references, champion: this.trained.champion };
  }

  /** The policy of the thresholds is another one now. */
  takePolicy(): void {
    const { policy } = this.thresholds;
    this.scopes.takeParts(partsOfScopes(policy));
    this.exceptions.takePolicy(policy);
  }

  takeNames(names: ReadonlyMap<number, string>): void {
    this.scopes.takeNames(names);
    this.exceptions.takeNames(names);
  }

  renewJudgedBy(): void {
    this.judgedBy = this.whatJudges();
  }

  save(writer: StateWriter): void {
    writer.numbers(this.seed);
    this.clock.save(writer);
    this.features.save(writer);
    this.models.save(writer);
    this.trained.save(writer);
    this.guarded.settle();
    this.thresholds.save(writer);
    this.guarded.save(writer);
    this.block.save(writer);
  }

  restore(reader: StateReader): void {
    if (reader.numbers(1)[0] !== this.seed) throw new RangeError("The checkpoint was made with another seed.");
    this.clock.restore(reader);
    this.features.restore(reader);
    this.models.restore(reader);
    this.trained.restore(reader);
    this.thresholds.restore(reader);
    this.guarded.restore(reader);
    this.takePolicy();
    this.block.restore(reader);
    this.renewJudgedBy();
  }
}
