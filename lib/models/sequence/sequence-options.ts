/** Bounds and strength of a memory of sequences. */
export interface SequenceOptions {
  /** How many actions before are looked at, 0 to 3. */
  readonly mostOrder: number;
  /** Entities whose latest actions are known; of more the one that was quiet longest is forgotten. */
  readonly mostEntities: number;
  /** Contexts (entity and actions before) that are counted for; of more the one that was met longest ago is forgotten. */
  readonly mostContexts: number;
  /** Different actions counted after one context; of more the one that came longest ago is forgotten. */
  readonly mostActions: number;
  /** What one step back to a shorter context costs, as a factor in (0, 1]. */
  readonly backOff: number;
}

/**
 * .4 is the factor of Brants et al. 2007. Full it takes about 70 MB of heap, and 310 MB if every context knew as many
 * actions as it may (measured, 64-bit).
 */
export const sequenceDefaults: SequenceOptions = {
  mostOrder: 3,
  mostEntities: 20_000,
  mostContexts: 100_000,
  mostActions: 32,
  backOff: 0.4,
};

/** Throws a RangeError unless all bounds are whole and leave room, and the factor lies in (0, 1]. */
export function checkSequenceOptions(options: SequenceOptions): void {
  const { mostOrder, mostEntities, mostContexts, mostActions, backOff } = options;
  if (!(Number.isInteger(mostOrder) && mostOrder >= 0 && mostOrder <= 3)) {
    throw new RangeError(`The order is 0 to 3, got ${mostOrder}.`);
  }
  if (![mostEntities, mostContexts, mostActions].every((most) => Number.isInteger(most) && most >= 1)) {
    throw new RangeError("A memory of sequences needs room for one entity, context and action at least.");
  }
  if (!(backOff > 0 && backOff <= 1)) throw new RangeError(`The back-off lies in (0, 1], got ${backOff}.`);
}
