import { availableParallelism, cpus, totalmem } from "node:os";

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  /** How long this machine takes, now, for a fixed piece of arithmetic. Figures of two machines compare through it. */
  readonly calibrationMs: number;
}

const calibrationSteps = 50_000_000;
const calibrationRuns = 3;

/** Integer and floating-point work without memory: its time says how fast one core is at the moment. */
function arithmetic(steps: number): number {
  let bits = 2_463_534_242;
  let sum = 0;
  for (let step = 0; step < steps; step++) {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    sum += Math.sqrt(bits >>> 0) * 0.5;
  }
  return sum;
}

function calibrate(): number {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < calibrationRuns; run++) {
    const startedMs = performance.now();
    const sum = arithmetic(calibrationSteps);
    const tookMs = performance.now() - startedMs;
    if (sum > 0) best = Math.min(best, tookMs); // reading the sum keeps the loop from being optimised away
  }
  return Math.round(best * 10) / 10;
}

/** The machine that measured, with its speed of this minute. */
export function describeMachine(): Machine {
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 1e9),
    node: process.version,
    calibrationMs: calibrate(),
  };
}
