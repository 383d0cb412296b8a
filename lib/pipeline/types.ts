import type { OriginKind } from "../alerts/finding.ts";
import type { EventColumns } from "../event/columns.ts";
import type { ChangeRequest } from "../thresholds/adapt/guard-state.ts";
import type { ScopeBands } from "../thresholds/band-table.ts";
import type { GuardInForce } from "../thresholds/guard-in-force.ts";
import type { GuardAnswer, GuardInput } from "../thresholds/guard-input.ts";
import type { NotifyRule, Policy } from "../thresholds/policy.ts";
import type { NotifyMove } from "../thresholds/thresholds.ts";

/** What an entity is. The number is stored; never renumber. */
export const entityKind = { user: 1, host: 2, address: 3 } as const;
export type EntityKind = (typeof entityKind)[keyof typeof entityKind];

/** An entity met for the first time (or again after it was evicted): its id is a hash of kind and name. */
export interface MetEntity {
  readonly kind: EntityKind;
  readonly name: string;
  readonly idHigh: number;
  readonly idLow: number;
}

/** One event at or over `notify`, with all that an alert needs to say. */
export interface Finding {
  readonly offset: number;
  /** Row in the batch. */
  readonly row: number;
  /** Findings with the same key join one open alert: lead detector, origin, technique. */
  readonly key: string;
  /** Name of whom it is charged to, empty where there is none, and what that is. */
  readonly origin: string;
  readonly originKind: OriginKind;
  /** What it has in common with findings that people would judge alike. */
  readonly likeness: string;
  /** Name of the policy's first entity group that any of its entities belongs to; null where none does. */
  readonly group: string | null;
  readonly detectors: readonly string[];
  readonly title: string;
  readonly reason: string;
  readonly severity: "informational" | "low" | "medium" | "high" | "critical";
  readonly techniques: readonly string[];
  /** `notify` that it reached, as a margin. */
  readonly notify: number;
  /** Name of the policy's scope that judged it; null where none fitted. */
  readonly scope: string | null;
  readonly entities: readonly { readonly kind: EntityKind; readonly name: string; readonly role: string }[];
}

/** `notify` moved: why, from what, to what, and over which inputs (digest), at which offset it takes effect. */
export interface ThresholdMove extends NotifyMove {
  readonly offset: number;
}

/** An event below `notify` that was drawn for a verdict. */
export interface SpotCheckDraw {
  readonly offset: number;
  /** Row in the batch. */
  readonly row: number;
  /** Number of the input that started the guard. */
  readonly guard: number;
  readonly margin: number;
  /** `notify` then. */
  readonly notify: number;
  /** With which it was drawn. */
  readonly chance: number;
  /** Close below `notify`. */
  readonly near: boolean;
  /** Stream time, ms; and when a verdict comes too late. */
  readonly atMs: number;
  readonly dueMs: number;
  readonly origin: string;
  readonly network: string | null;
}

/** The guard wishes to move `notify` past a bound; two people decide. */
export interface GuardRequest {
  readonly offset: number;
  readonly guard: number;
  readonly request: ChangeRequest;
}

/** An artefact that scoring depends on from `offset` on: a detector snapshot or a frozen reference. */
export interface Artefact {
  readonly kind: "snapshot" | "reference";
  readonly version: number;
  readonly offset: number;
  readonly body: Uint8Array;
}

/** Packed columns of 4,096 offsets, for back-tests: see `ScoreBlockColumns`. */
export interface ScoreBlock {
  readonly block: number;
  readonly body: Uint8Array;
}

/** Scores of one batch as columns; row i belongs to offset `first + i`. */
export interface ScoredBatch {
  readonly first: number;
  readonly length: number;
  /** Effective time (invariant 6), ms. */
  readonly time: Float64Array;
  /** 1 where the effective time is not the event's own. */
  readonly timeAdjusted: Uint8Array;
  readonly margin: Float64Array;
  readonly score: Float64Array;
  /** 0-1. */
  readonly confidence: Float32Array;
  /** 0 where an exception covers the event, whatever it reached. */
  readonly band: Uint8Array;
  /** Place in the policy, from 1, of the exception that kept the event out of the band it reached; 0: none did. */
  readonly excepted: Uint8Array;
  readonly thresholdVersion: Int32Array;
  readonly policyVersion: Int32Array;
  readonly referenceVersion: Int32Array;
  /** Of the model activation in force; 0 where there was none. */
  readonly modelVersion: Int32Array;
  /** length x detectorNames.length, in units of margin; all but the trained model's add up to the blend's raw output. */
  readonly contributions: Float32Array;
  /** length x featureNames.length; NaN where missing. */
  readonly vector: Float32Array;
  /** Entity ids as two halves each; both 0 where the event has no such entity. */
  readonly userHigh: Uint32Array;
  readonly userLow: Uint32Array;
  readonly hostHigh: Uint32Array;
  readonly hostLow: Uint32Array;
  readonly srcHigh: Uint32Array;
  readonly srcLow: Uint32Array;
  readonly dstHigh: Uint32Array;
  readonly dstLow: Uint32Array;
  readonly met: readonly MetEntity[];
  readonly findings: readonly Finding[];
  readonly moves: readonly ThresholdMove[];
  readonly spotChecks: readonly SpotCheckDraw[];
  readonly guardRequests: readonly GuardRequest[];
  readonly artefacts: readonly Artefact[];
  readonly scoreBlocks: readonly ScoreBlock[];
  /** Events that could not be scored, with the reason; their rows hold NaN scores. */
  readonly deadLetters: readonly { readonly offset: number; readonly reason: string }[];
}

export interface ScorerCounters {
  readonly entities: number;
  readonly pairs: number;
  readonly evictedEntities: number;
  readonly evictedPairs: number;
  readonly learnedEvents: number;
  readonly flaggedEvents: number;
}

/**
 * The fold over one stream's log. Same log, same bytes, however it is cut into calls. Not thread-safe: one owner.
 */
export interface Scorer {
  /** Next offset to score. */
  readonly position: number;
  readonly featureNames: readonly string[];
  readonly detectorNames: readonly string[];
  /** Rows [from, to) of the columns, whose first row is offset `firstOffset + from`, which must equal `position`. */
  score(columns: EventColumns, from: number, to: number): ScoredBatch;
  /** The policy holds from `position` on. Returns the move it makes of `notify`, if any. */
  activatePolicy(policy: Policy): ThresholdMove | null;
  /** Version of the model activation in force, 0 before the first. */
  readonly modelVersion: number;
  /**
   * The trained model in the bytes (see `writeChampion`; null: none) scores from `position` on, as activation `version`.
   * RangeError: a sentence that says why the model is refused; the one before it then stays in force.
   */
  activateModel(version: number, bytes: Uint8Array | null): void;
  /**
   * An input of the guard counts from `position` on; numbers follow each other without a gap. Returns what became of it
   * and the move it makes of `notify`, if any.
   */
  takeGuardInput(number: number, input: GuardInput): { answer: GuardAnswer; move: ThresholdMove | null };
  /** The guard as it stands; `taken` is the number of the last input. */
  guardInForce(): GuardInForce;
  /** notify, approve, auto now in force (margins; null = off or not enough data yet). */
  thresholdsInForce(): ThresholdsInForce;
  /**
   * Names of log sources by id, which scopes may ask for: those of all rows that are scored until the next call. A
   * source never changes its name, so that knowing more names changes no score.
   */
  knowSources(names: ReadonlyMap<number, string>): void;
  counters(): ScorerCounters;
  /** The whole state as bytes, self-describing (schema version, checksum); a foreign or corrupt one is refused. */
  checkpoint(): Uint8Array[];
}

export interface ThresholdsInForce {
  readonly method: NotifyRule["method"];
  readonly policyVersion: number;
  readonly thresholdVersion: number;
  readonly notify: number | null;
  readonly approve: number | null;
  readonly auto: number | null;
  /** As they hold in each scope of the policy, in its order. */
  readonly scopes: readonly ScopeBands[];
  /** Ids of the policy's exceptions, in its order. */
  readonly exceptions: readonly string[];
  readonly estimated: boolean;
  /** Why notify stands where it stands, or what is missing for it. */
  readonly note: string;
}
