import type { GruSteps } from "./gru-steps.ts";
import { stepGru } from "./gru-steps.ts";

/**
 * Loss of one window in nats (the sum of -ln odds of each action but the first, given those before), its gradient added
 * to `gradient` (as long as the weights) by back-propagation through time (Werbos 1990). The state before the window is
 * states[0 … hidden) and counts as given: what came earlier is not blamed.
 */
export function addGradient(steps: GruSteps, window: Int32Array, gradient: Float64Array): number {
  const { actions, hidden } = steps.model;
  const last = window.length - 1;
  let loss = 0;
  for (let t = 0; t < last; t += 1) {
    stepGru(steps, t, window[t] ?? 0);
    loss -= Math.log(steps.odds[t * actions + (window[t + 1] ?? 0)] ?? 0);
  }
  const blame = new Float64Array(hidden);
  for (let t = last - 1; t >= 0; t -= 1) {
    blameOutput(steps, t, window[t + 1] ?? 0, blame, gradient);
    blameGates(steps, t, window[t] ?? 0, blame, gradient);
  }
  return loss;
}

/** Adds to `blame` (loss by state after step t) what the odds of step t are blamed for. */
function blameOutput(steps: GruSteps, t: number, next: number, blame: Float64Array, gradient: Float64Array): void {
  const { model, layout, states, odds } = steps;
  const { actions, hidden, weights } = model;
  const after = (t + 1) * hidden;
  for (let a = 0; a < actions; a += 1) {
    const error = (odds[t * actions + a] ?? 0) - (a === next ? 1 : 0);
    gradient[layout.outputBias + a] = (gradient[layout.outputBias + a] ?? 0) + error;
    const from = layout.output + a * hidden;
    for (let k = 0; k < hidden; k += 1) {
      gradient[from + k] = (gradient[from + k] ?? 0) + error * (states[after + k] ?? 0);
      blame[k] = (blame[k] ?? 0) + error * (weights[from + k] ?? 0);
    }
  }
}

/** Turns `blame` from the state after step t to the one before it. */
function blameGates(steps: GruSteps, t: number, action: number, blame: Float64Array, gradient: Float64Array): void {
  const { model, layout, states, gates, brought } = steps;
  const { hidden, weights } = model;
  const before = t * hidden;
  const gate = t * 3 * hidden;
  const earlier = new Float64Array(hidden);
  const add = (at: number, value: number) => {
    gradient[at] = (gradient[at] ?? 0) + value;
  };
  const passRow = (row: number, atGate: number, atState: number) => {
    add(layout.input + action * 3 * hidden + row, atGate);
    add(layout.gateBias + row, atGate);
    const from = layout.state + row * hidden;
    for (let k = 0; k < hidden; k += 1) {
      add(from + k, atState * (states[before + k] ?? 0));
      earlier[k] = (earlier[k] ?? 0) + atState * (weights[from + k] ?? 0);
    }
  };
  for (let j = 0; j < hidden; j += 1) {
    const [update, reset, candidate] = [
      gates[gate + j] ?? 0,
      gates[gate + hidden + j] ?? 0,
      gates[gate + 2 * hidden + j] ?? 0,
    ];
    const wanted = blame[j] ?? 0;
    const own = brought[before + j] ?? 0;
    const byCandidate = wanted * (1 - update) * (1 - candidate * candidate);
    const byUpdate = wanted * ((states[before + j] ?? 0) - candidate) * update * (1 - update);
    const byReset = byCandidate * own * reset * (1 - reset);
    earlier[j] = (earlier[j] ?? 0) + wanted * update;
    passRow(j, byUpdate, byUpdate);
    passRow(hidden + j, byReset, byReset);
    passRow(2 * hidden + j, byCandidate, byCandidate * reset);
    add(layout.candidateBias + j, byCandidate * reset);
  }
  blame.set(earlier);
}
