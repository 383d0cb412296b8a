import { drawNormal } from "../../../stats/draw.ts";
import type { Random } from "../../../stats/random.ts";

/** How large a network is: actions it knows (codes 0 to actions - 1), and numbers of its state. */
export interface GruShape {
  readonly actions: number;
  readonly hidden: number;
}

/**
 * A network with one gated recurrent layer (Cho et al. 2014, in the form whose reset gate acts on the product) that tells
 * the odds of the next action. All weights lie in one array, so that they are stepped, stored and checked as one;
 * `gruLayout` says what lies where.
 */
export interface GruModel extends GruShape {
  readonly weights: Float64Array;
}

/** Where each part begins in `weights`; gates stand in the order update, reset, candidate. */
export interface GruLayout {
  /** actions x 3 hidden: what an action brings to the gates. */
  readonly input: number;
  /** 3 hidden x hidden: what the state brings. */
  readonly state: number;
  /** 3 hidden. */
  readonly gateBias: number;
  /** hidden: added to what the state brings to the candidate, before the reset gate. */
  readonly candidateBias: number;
  /** actions x hidden, and actions: from the state to the log-odds of the next action. */
  readonly output: number;
  readonly outputBias: number;
  readonly length: number;
}

export function gruLayout({ actions, hidden }: GruShape): GruLayout {
  const input = 0;
  const state = input + actions * 3 * hidden;
  const gateBias = state + 3 * hidden * hidden;
  const candidateBias = gateBias + 3 * hidden;
  const output = candidateBias + hidden;
  const outputBias = output + actions * hidden;
  return { input, state, gateBias, candidateBias, output, outputBias, length: outputBias + actions };
}

/** Weights drawn by the seed, with variance 1 / hidden; biases 0. RangeError: no actions, or no state. */
export function newGru(shape: GruShape, random: Random): GruModel {
  const { actions, hidden } = shape;
  if (!(Number.isInteger(actions) && actions >= 2 && Number.isInteger(hidden) && hidden >= 1))
    throw new RangeError(`A network needs two actions and one number of state, not ${actions} and ${hidden}.`);
  const layout = gruLayout(shape);
  const weights = new Float64Array(layout.length);
  const scale = 1 / Math.sqrt(hidden);
  const draw = (from: number, to: number) => {
    for (let i = from; i < to; i += 1) weights[i] = scale * drawNormal(random);
  };
  draw(layout.input, layout.gateBias);
  draw(layout.output, layout.outputBias);
  return { actions, hidden, weights };
}
