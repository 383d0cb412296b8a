import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRandom } from "../../../stats/random.ts";
import { fitGru } from "./fit-gru.ts";
import { addGradient } from "./gru-gradient.ts";
import { createGruMemory } from "./gru-memory.ts";
import { newGru } from "./gru-model.ts";
import { gruSteps } from "./gru-steps.ts";

/** A routine of four actions, each followed by the next, and one in twenty times by any. */
function routine(seed: string, length: number): Int32Array {
  const random = createRandom(seed);
  let at = 0;
  return Int32Array.from({ length }, () => {
    at = random.fraction() < 0.05 ? Math.floor(random.fraction() * 4) : (at + 1) % 4;
    return at;
  });
}

describe("gated recurrent network", () => {
  it("has the gradient that differences of the loss give, weight by weight", () => {
    const window = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 2, maxLength: 7 });
    fc.assert(
      fc.property(window, fc.integer({ min: 1, max: 1000 }), (actions, seed) => {
        const model = newGru({ actions: 5, hidden: 3 }, createRandom(seed));
        for (let i = 0; i < model.weights.length; i += 1) model.weights[i] = (model.weights[i] ?? 0) + 0.01 * (i % 7);
        const steps = gruSteps(model, 8);
        const start = Float64Array.of(0.3, -0.2, 0.1);
        const lossOf = (into: Float64Array) => {
          steps.states.set(start);
          return addGradient(steps, Int32Array.from(actions), into);
        };
        const gradient = new Float64Array(model.weights.length);
        lossOf(gradient);
        const nowhere = new Float64Array(model.weights.length);
        for (let i = 0; i < model.weights.length; i += 1) {
          const kept = model.weights[i] ?? 0;
          model.weights[i] = kept + 1e-5;
          const above = lossOf(nowhere);
          model.weights[i] = kept - 1e-5;
          const below = lossOf(nowhere);
          model.weights[i] = kept;
          expect(gradient[i]).toBeCloseTo((above - below) / 2e-5, 6);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("learns a routine down to what chance leaves, and is surprised where it is broken", () => {
    const sequences = Array.from({ length: 12 }, (_, i) => routine(`entity ${i}`, 200));
    const { model, losses } = fitGru(sequences, 4, { hidden: 8, epochs: 8, rate: 0.02 });
    // .9625 for the next of the routine and .0125 for each other: .20 nats an action.
    expect(losses.at(-1)).toBeLessThan(0.32);
    const memory = createGruMemory(model);
    for (const action of [0, 1, 2, 3, 0, 1, 2, 3, 0]) memory.passOne(1, action);
    expect(memory.scoreOne(1, 1)).toBeLessThan(0.3);
    expect(memory.scoreOne(1, 3)).toBeGreaterThan(2);
    expect(memory.scoreOne(2, 3)).toBe(0);
  });

  it("gives the same weights for the same seed, and others for another", () => {
    const sequences = [routine("a", 60), routine("b", 45), Int32Array.of(1)];
    const learn = (seed: number) => fitGru(sequences, 4, { hidden: 4, epochs: 2, seed }).model.weights;
    expect(learn(3)).toEqual(learn(3));
    expect(learn(3)).not.toEqual(learn(4));
  });

  it("refuses a shape that cannot be", () => {
    expect(() => newGru({ actions: 1, hidden: 3 }, createRandom(1))).toThrow("two actions");
  });
});
