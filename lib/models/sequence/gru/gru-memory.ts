import type { GruModel } from "./gru-model.ts";
import { gruSteps, stepGru } from "./gru-steps.ts";

/** What each entity did last, as the network sees it. */
export interface GruMemory {
  /** -ln odds of the entity's next action, nats; 0 for its first, of which nothing is known. */
  scoreOne(entity: number, action: number): number;
  /** The entity did it. */
  passOne(entity: number, action: number): void;
}

/** Follows entities with a fitted network. O(hidden x (hidden + actions)) an event and O(hidden + actions) an entity. */
export function createGruMemory(model: GruModel): GruMemory {
  const { actions, hidden } = model;
  const steps = gruSteps(model, 1);
  const known = new Map<number, { readonly state: Float64Array; readonly odds: Float64Array }>();
  return {
    scoreOne: (entity, action) => {
      const odds = known.get(entity)?.odds;
      return odds === undefined ? 0 : -Math.log(odds[action] ?? 1);
    },
    passOne: (entity, action) => {
      const seen = known.get(entity) ?? { state: new Float64Array(hidden), odds: new Float64Array(actions) };
      steps.states.set(seen.state);
      stepGru(steps, 0, action);
      seen.state.set(steps.states.subarray(hidden, 2 * hidden));
      seen.odds.set(steps.odds);
      known.set(entity, seen);
    },
  };
}
