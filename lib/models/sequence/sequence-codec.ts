import { StateReader, StateWriter } from "../../features/state-bytes.ts";
import { joinBytes } from "../../stats/join-bytes.ts";
import { type ActionCounts, emptyCounts } from "./action-counts.ts";
import { contextName, createSequenceMemory, emptyParts, type SequenceMemory } from "./sequence-memory.ts";
import type { SequenceOptions } from "./sequence-options.ts";

const layout = 1;

/** The memory as bytes: the same log gives the same ones, however it was cut. O(memory). */
export function encodeSequences({ parts, options }: SequenceMemory): Uint8Array {
  const { histories, contexts, everyone, evicted } = parts;
  const writer = new StateWriter();
  const { mostOrder, mostEntities, mostContexts, mostActions, backOff } = options;
  writer.numbers(layout, mostOrder, mostEntities, mostContexts, mostActions, backOff);
  writer.numbers(evicted.entities, evicted.contexts, evicted.actions);
  writer.put(Float64Array.from([...histories].flatMap(([entity, actions]) => [entity, actions.length, ...actions])));
  const flat: number[] = [];
  for (const { entity, before, next } of contexts.values()) {
    flat.push(entity, before.length, ...before, next.counts.size);
    for (const [action, count] of next.counts) flat.push(action, count);
  }
  writer.put(Float64Array.from(flat));
  writer.put(Float64Array.from([...everyone.counts].flat()));
  return joinBytes(writer.chunks);
}

/** RangeError: bytes of another layout or other bounds, or that end too early. */
export function decodeSequences(bytes: Uint8Array): SequenceMemory {
  const reader = new StateReader(bytes);
  const [version, mostOrder = 0, mostEntities = 0, mostContexts = 0, mostActions = 0, backOff = 0] = reader.numbers(6);
  if (version !== layout) throw new RangeError(`Sequences are kept in layout ${layout}, these are in ${version}.`);
  const options: SequenceOptions = { mostOrder, mostEntities, mostContexts, mostActions, backOff };
  const parts = emptyParts();
  const [entities = 0, forgotten = 0, actions = 0] = reader.numbers(3);
  Object.assign(parts.evicted, { entities, contexts: forgotten, actions });
  const histories = walk(reader.doubles());
  while (histories.more()) parts.histories.set(histories.one(), histories.several(mostOrder));
  const contexts = walk(reader.doubles());
  while (contexts.more()) {
    const entity = contexts.one();
    const before = contexts.several(mostOrder);
    const next = countsOf(Array.from({ length: contexts.count(mostActions) }, () => [contexts.one(), contexts.one()]));
    parts.contexts.set(contextName(entity, before), { entity, before, next });
  }
  const everyone = walk(reader.doubles());
  const shared: number[][] = [];
  while (everyone.more()) shared.push([everyone.one(), everyone.one()]);
  reader.finish();
  return createSequenceMemory(options, { ...parts, everyone: countsOf(shared) });
}

function countsOf(pairs: readonly (readonly number[])[]): ActionCounts {
  const known = emptyCounts();
  for (const [action = 0, count = 0] of pairs) {
    known.counts.set(action, count);
    known.total += count;
  }
  return known;
}

/** Goes through the numbers; whatever is not there or not whole is refused. */
function walk(numbers: Float64Array) {
  let at = 0;
  const one = (): number => {
    const value = numbers[at];
    at += 1;
    if (value === undefined || !Number.isSafeInteger(value)) throw new RangeError("The stored sequences are broken.");
    return value;
  };
  const count = (most: number): number => {
    const length = one();
    if (length < 0 || length > most) throw new RangeError("The stored sequences are longer than they may be.");
    return length;
  };
  const several = (most: number): number[] => Array.from({ length: count(most) }, one);
  return { one, count, several, more: () => at < numbers.length };
}
