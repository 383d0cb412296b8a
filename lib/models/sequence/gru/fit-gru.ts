import { createRandom } from "../../../stats/random.ts";
import { newAdam, stepAdam } from "./adam.ts";
import { addGradient } from "./gru-gradient.ts";
import { type GruModel, newGru } from "./gru-model.ts";
import { gruSteps } from "./gru-steps.ts";

export interface GruOptions {
  readonly hidden: number;
  readonly epochs: number;
  /** Actions of a window: blame goes no further back, the state goes on. */
  readonly window: number;
  /** Windows a step of the weights rests on. */
  readonly batch: number;
  readonly rate: number;
  readonly seed: string | number;
}

const defaults: GruOptions = { hidden: 32, epochs: 4, window: 20, batch: 16, rate: 0.004, seed: 1 };

/** A network and its mean loss by epoch, nats an action. */
export interface FittedGru {
  readonly model: GruModel;
  readonly losses: readonly number[];
}

/**
 * Learns what comes next in sequences of codes from 0 to actions - 1, each the past of one entity. Deterministic for a
 * seed. O(epochs x actions in all x hidden x (hidden + actions)).
 */
export function fitGru(sequences: readonly Int32Array[], actions: number, given: Partial<GruOptions> = {}): FittedGru {
  const options = { ...defaults, ...given };
  const random = createRandom(options.seed).fork("gru");
  const model = newGru({ actions, hidden: options.hidden }, random);
  const steps = gruSteps(model, options.window);
  const gradient = new Float64Array(model.weights.length);
  const adam = newAdam(model.weights.length);
  const order = Array.from(sequences.keys());
  const losses: number[] = [];
  let waiting = 0;
  const step = () => {
    if (waiting === 0) return;
    for (let i = 0; i < gradient.length; i += 1) gradient[i] = (gradient[i] ?? 0) / waiting;
    stepAdam(adam, model.weights, gradient, { rate: options.rate, mostNorm: 5 });
    waiting = 0;
  };
  for (let epoch = 0; epoch < options.epochs; epoch += 1) {
    shuffle(order, random);
    let loss = 0;
    let told = 0;
    for (const place of order) {
      const sequence = sequences[place] ?? new Int32Array();
      steps.states.fill(0, 0, model.hidden);
      for (let from = 0; from + 1 < sequence.length; from += options.window) {
        const window = sequence.subarray(from, Math.min(sequence.length, from + options.window + 1));
        loss += addGradient(steps, window, gradient);
        told += window.length - 1;
        waiting += 1;
        // The state after the last step of this window is the one before the next.
        steps.states.copyWithin(0, (window.length - 1) * model.hidden, window.length * model.hidden);
        if (waiting === options.batch) step();
      }
    }
    step();
    losses.push(loss / Math.max(1, told));
  }
  return { model, losses };
}

/** Fisher and Yates (Durstenfeld 1964). */
function shuffle(order: number[], random: { fraction(): number }): void {
  for (let i = order.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random.fraction() * (i + 1));
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
}
