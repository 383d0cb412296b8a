import { type LatencyStage, latencyStages } from "../../lib/contracts/live-latency.ts";
import { serverNow } from "../display/clock.ts";

const keptSamples = 20_000;
const keptPending = 1000;
/** Figures are of the newest of these. */
const recentSamples = 500;
/** Of what was painted since the last report as many are told, evenly. */
const reportedSamples = 32;

/** When a message's events passed each stage before this page, by the clocks of worker and web, ms. */
export interface StageTimes {
  readonly committedAt: number;
  readonly receivedAt?: number | undefined;
  readonly scoredAt?: number | undefined;
  readonly pushedAt?: number | undefined;
}

interface Pending extends StageTimes {
  readonly number: number;
}

/** How long each stage took, ms. */
export type StageSample = Readonly<Record<LatencyStage, number>>;

declare global {
  interface Window {
    /** For measuring: commit-to-painted times in ms, oldest first, and the last painted message. */
    __tideline?: { readonly commitToPaintMs: number[]; paintedNumber: number };
  }
}

let pending: Pending[] = [];
const samples: number[] = [];
let staged: StageSample[] = [];
let unreported: StageSample[] = [];

/** Remembers when what a message says was committed, until it is on the screen. */
export function expectPaint(number: number, times: StageTimes): void {
  pending.push({ number, ...times });
  if (pending.length > keptPending) pending = pending.slice(-keptPending);
}

const between = (from: number, to: number) => Math.min(600_000, Math.max(0, to - from));

/** The stages of a painted message; null where it came without them, as after a cut. */
export function stagesOf(times: StageTimes, paintedAt: number): StageSample | null {
  const { receivedAt, scoredAt, committedAt, pushedAt } = times;
  if (receivedAt === undefined || scoredAt === undefined || pushedAt === undefined) return null;
  return {
    scored: between(receivedAt, scoredAt),
    committed: between(scoredAt, committedAt),
    pushed: between(committedAt, pushedAt),
    painted: between(pushedAt, paintedAt),
    total: between(receivedAt, paintedAt),
  };
}

function takeSamples(done: readonly Pending[], paintedAt: number): void {
  samples.push(...done.map((entry) => Math.max(0, paintedAt - entry.committedAt)));
  if (samples.length > keptSamples) samples.splice(0, samples.length - keptSamples);
  const stages = done.flatMap((entry) => stagesOf(entry, paintedAt) ?? []);
  staged = [...staged, ...stages].slice(-recentSamples);
  unreported = [...unreported, ...stages].slice(-keptPending);
}

/** Called once the page was changed up to a message: the next frame shows it, and the task after that frame measures. */
export function notePainted(number: number): void {
  const done = pending.filter((entry) => entry.number <= number);
  if (done.length === 0) return;
  pending = pending.filter((entry) => entry.number > number);
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      takeSamples(done, serverNow());
      window.__tideline ??= { commitToPaintMs: samples, paintedNumber: 0 };
      window.__tideline.paintedNumber = number;
      port1.close();
    };
    port2.postMessage(null);
  });
}

/** Some of what was painted since the last call, for the server's figures. */
export function takeUnreported(): StageSample[] {
  const step = Math.max(1, Math.ceil(unreported.length / reportedSamples));
  const taken = unreported.filter((_, index) => index % step === 0);
  unreported = [];
  return taken;
}

function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? null;
}

/** Nearest-rank quantile of the last 500 samples in ms; null before the first. */
export function recentLatency(share: number): number | null {
  return quantile(samples.slice(-recentSamples), share);
}

export interface StageFigures {
  readonly stage: LatencyStage;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

/** The stages as this page measured them last. */
export function recentStages(): StageFigures[] {
  return latencyStages.map((stage) => {
    const values = staged.map((sample) => sample[stage]);
    return { stage, p50Ms: quantile(values, 0.5), p99Ms: quantile(values, 0.99) };
  });
}
