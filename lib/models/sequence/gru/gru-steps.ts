import { type GruLayout, type GruModel, gruLayout } from "./gru-model.ts";

/** What the steps of one window computed, kept for the way back. Step t takes state t to state t + 1. */
export interface GruSteps {
  readonly model: GruModel;
  readonly layout: GruLayout;
  /** (steps + 1) x hidden. */
  readonly states: Float64Array;
  /** steps x 3 hidden: the gates, in the order of the layout. */
  readonly gates: Float64Array;
  /** steps x hidden: what the state brought to the candidate, before the reset gate. */
  readonly brought: Float64Array;
  /** steps x actions: the odds of each next action, which add up to 1. */
  readonly odds: Float64Array;
}

export function gruSteps(model: GruModel, most: number): GruSteps {
  const { actions, hidden } = model;
  return {
    model,
    layout: gruLayout(model),
    states: new Float64Array((most + 1) * hidden),
    gates: new Float64Array(most * 3 * hidden),
    brought: new Float64Array(most * hidden),
    odds: new Float64Array(most * actions),
  };
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** One step: the state after `action`, and the odds of what comes next. O(hidden x (hidden + actions)). */
export function stepGru(steps: GruSteps, t: number, action: number): void {
  passGates(steps, t, action);
  tellOdds(steps, t);
}

function passGates({ model, layout, states, gates, brought }: GruSteps, t: number, action: number): void {
  const { hidden, weights } = model;
  const before = t * hidden;
  const gate = t * 3 * hidden;
  const at = (row: number) => {
    let sum = 0;
    const from = layout.state + row * hidden;
    for (let k = 0; k < hidden; k += 1) sum += (weights[from + k] ?? 0) * (states[before + k] ?? 0);
    return sum;
  };
  const given = (row: number) =>
    (weights[layout.input + action * 3 * hidden + row] ?? 0) + (weights[layout.gateBias + row] ?? 0);
  for (let j = 0; j < hidden; j += 1) {
    const update = sigmoid(given(j) + at(j));
    const reset = sigmoid(given(hidden + j) + at(hidden + j));
    const own = at(2 * hidden + j) + (weights[layout.candidateBias + j] ?? 0);
    const candidate = Math.tanh(given(2 * hidden + j) + reset * own);
    gates[gate + j] = update;
    gates[gate + hidden + j] = reset;
    gates[gate + 2 * hidden + j] = candidate;
    brought[before + j] = own;
    states[before + hidden + j] = (1 - update) * candidate + update * (states[before + j] ?? 0);
  }
}

/** Softmax of the output layer over the state after step t. */
function tellOdds({ model, layout, states, odds }: GruSteps, t: number): void {
  const { hidden, actions, weights } = model;
  const after = (t + 1) * hidden;
  let largest = Number.NEGATIVE_INFINITY;
  for (let a = 0; a < actions; a += 1) {
    let sum = weights[layout.outputBias + a] ?? 0;
    const from = layout.output + a * hidden;
    for (let k = 0; k < hidden; k += 1) sum += (weights[from + k] ?? 0) * (states[after + k] ?? 0);
    odds[t * actions + a] = sum;
    if (sum > largest) largest = sum;
  }
  let total = 0;
  for (let a = 0; a < actions; a += 1) {
    const share = Math.exp((odds[t * actions + a] ?? 0) - largest);
    odds[t * actions + a] = share;
    total += share;
  }
  for (let a = 0; a < actions; a += 1) odds[t * actions + a] = (odds[t * actions + a] ?? 0) / total;
}
