import { detectorCount } from "../detectors/detector-table.ts";
import { featureCount } from "../features/feature-table.ts";
import type {
  Artefact,
  Finding,
  GuardRequest,
  MetEntity,
  ScoreBlock,
  ScoredBatch,
  SpotCheckDraw,
  ThresholdMove,
} from "./types.ts";

/** The columns of one scored batch, allocated once and filled row by row. */
export interface BatchOutput extends ScoredBatch {
  readonly met: MetEntity[];
  readonly findings: Finding[];
  readonly moves: ThresholdMove[];
  readonly spotChecks: SpotCheckDraw[];
  readonly guardRequests: GuardRequest[];
  readonly artefacts: Artefact[];
  readonly scoreBlocks: ScoreBlock[];
  readonly deadLetters: { readonly offset: number; readonly reason: string }[];
}

export function newBatchOutput(first: number, length: number): BatchOutput {
  return {
    first,
    length,
    time: new Float64Array(length),
    timeAdjusted: new Uint8Array(length),
    margin: new Float64Array(length).fill(Number.NaN),
    score: new Float64Array(length).fill(Number.NaN),
    confidence: new Float32Array(length),
    band: new Uint8Array(length),
    excepted: new Uint8Array(length),
    thresholdVersion: new Int32Array(length),
    policyVersion: new Int32Array(length),
    referenceVersion: new Int32Array(length),
    modelVersion: new Int32Array(length),
    contributions: new Float32Array(length * detectorCount),
    vector: new Float32Array(length * featureCount),
    userHigh: new Uint32Array(length),
    userLow: new Uint32Array(length),
    hostHigh: new Uint32Array(length),
    hostLow: new Uint32Array(length),
    srcHigh: new Uint32Array(length),
    srcLow: new Uint32Array(length),
    dstHigh: new Uint32Array(length),
    dstLow: new Uint32Array(length),
    met: [],
    findings: [],
    moves: [],
    spotChecks: [],
    guardRequests: [],
    artefacts: [],
    scoreBlocks: [],
    deadLetters: [],
  };
}
