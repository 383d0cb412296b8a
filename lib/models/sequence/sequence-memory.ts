import { type ActionCounts, countAction, emptyCounts } from "./action-counts.ts";
import { dropBeyond, oldestFirst, setLast } from "./oldest-first.ts";
import { checkSequenceOptions, type SequenceOptions, sequenceDefaults } from "./sequence-options.ts";
import { type Surprise, surpriseOf } from "./surprise.ts";

/** What was counted after one context of one entity. */
export interface SequenceContext {
  readonly entity: number;
  /** The actions before, the latest last. */
  readonly before: readonly number[];
  readonly next: ActionCounts;
}

/** What had to be forgotten to stay within the bounds. */
export interface SequenceEvictions {
  entities: number;
  contexts: number;
  actions: number;
}

/** All that a memory of sequences knows; maps are in the order of use. */
export interface SequenceParts {
  readonly histories: Map<number, readonly number[]>;
  readonly contexts: Map<string, SequenceContext>;
  readonly everyone: ActionCounts;
  readonly evicted: SequenceEvictions;
}

/** Entities and actions are named by whole numbers (ids of the caller's). */
export interface SequenceMemory {
  /** How surprising the entity's next action is. Changes nothing. */
  scoreOne(entity: number, action: number): Surprise;
  /** The entity did it, and it is to be counted as usual. */
  learnOne(entity: number, action: number): void;
  /** The entity did it, and it is not: a flagged event must not become usual, but what follows it follows it. */
  passOne(entity: number, action: number): void;
  readonly parts: SequenceParts;
  readonly options: SequenceOptions;
}

export function emptyParts(): SequenceParts {
  return {
    histories: new Map(),
    contexts: new Map(),
    everyone: emptyCounts(),
    evicted: { entities: 0, contexts: 0, actions: 0 },
  };
}

/**
 * A variable-order Markov model of what each entity does, by stupid back-off (Brants et al. 2007): the share of the
 * action after the entity's last three actions; where it never came after those, after the last two, times .4; and so
 * on down to all the entity did, and to all that anybody did. Unlike there, a context that was never met costs nothing:
 * that it came up was surprising already, one event earlier. So nobody is surprising for being new.
 * Deterministic, without a clock; memory is bounded and what is forgotten is counted. O(order) an event.
 * RangeError: bounds that cannot be, or ids that are not whole.
 */
export function createSequenceMemory(
  given: Partial<SequenceOptions> = {},
  parts: SequenceParts = emptyParts(),
): SequenceMemory {
  const options = { ...sequenceDefaults, ...given };
  checkSequenceOptions(options);
  const oldestHistory = oldestFirst(parts.histories);
  const oldestContext = oldestFirst(parts.contexts);
  const advance = (entity: number, action: number) => {
    const before = parts.histories.get(entity) ?? [];
    setLast(parts.histories, entity, options.mostOrder === 0 ? [] : [...before, action].slice(-options.mostOrder));
    parts.evicted.entities += dropBeyond(parts.histories, options.mostEntities, oldestHistory);
  };
  return {
    options,
    parts,
    scoreOne: (entity, action) => {
      checkIds(entity, action);
      return scoreAction(parts, options, entity, action);
    },
    learnOne: (entity, action) => {
      checkIds(entity, action);
      countEverywhere(parts, options, entity, action);
      parts.evicted.contexts += dropBeyond(parts.contexts, options.mostContexts, oldestContext);
      advance(entity, action);
    },
    passOne: (entity, action) => {
      checkIds(entity, action);
      advance(entity, action);
    },
  };
}

/** What a context is found by. */
export function contextName(entity: number, before: readonly number[]): string {
  return `${entity}:${before.join()}`;
}

function scoreAction(parts: SequenceParts, options: SequenceOptions, entity: number, action: number): Surprise {
  const history = parts.histories.get(entity) ?? [];
  let steps = 0;
  for (let order = history.length; order >= 0; order -= 1) {
    const context = parts.contexts.get(contextName(entity, history.slice(history.length - order)));
    if (context === undefined) continue;
    const seen = context.next.counts.get(action) ?? 0;
    if (seen > 0) {
      return surpriseOf({ knownFrom: "entity", order, seen, of: context.next.total }, steps, options.backOff);
    }
    steps += 1;
  }
  const seen = parts.everyone.counts.get(action) ?? 0;
  const knownFrom = seen > 0 ? "everyone" : "nobody";
  return surpriseOf({ knownFrom, order: 0, seen, of: parts.everyone.total }, steps, options.backOff);
}

function countEverywhere(parts: SequenceParts, options: SequenceOptions, entity: number, action: number): void {
  const history = parts.histories.get(entity) ?? [];
  const { contexts, evicted, everyone } = parts;
  for (let order = 0; order <= history.length; order += 1) {
    const before = history.slice(history.length - order);
    const name = contextName(entity, before);
    const context = contexts.get(name) ?? { entity, before, next: emptyCounts() };
    evicted.actions += Number(countAction(context.next, action, options.mostActions));
    setLast(contexts, name, context);
  }
  evicted.actions += Number(countAction(everyone, action, options.mostContexts));
}

function checkIds(entity: number, action: number): void {
  if (!(Number.isSafeInteger(entity) && Number.isSafeInteger(action))) {
    throw new RangeError(`Entities and actions are whole numbers, got ${entity} and ${action}.`);
  }
}
