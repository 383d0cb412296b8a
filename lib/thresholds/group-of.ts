import { addressWords } from "../event/address.ts";
import { type AddressRange, isInRange, readAddressRange } from "../event/address-range.ts";
import type { EntityGroup } from "./policy-scope.ts";

interface Compiled {
  readonly groups: readonly {
    readonly name: string;
    readonly names: ReadonlySet<string>;
    readonly ranges: readonly AddressRange[];
  }[];
  /** Place of an entity's first group, by its name; groups.length where it has none. */
  readonly places: Map<string, number>;
}

/** Names looked up under one policy before they are forgotten; a cache, it decides nothing. */
const mostPlaces = 20_000;
const compiledOf = new WeakMap<readonly EntityGroup[], Compiled>();

function compile(groups: readonly EntityGroup[]): Compiled {
  const compiled = {
    groups: groups.map(({ name, names, ranges }) => ({
      name,
      names: new Set(names.map((each) => each.toLowerCase())),
      ranges: ranges.flatMap((range) => readAddressRange(range) ?? []),
    })),
    places: new Map<string, number>(),
  };
  compiledOf.set(groups, compiled);
  return compiled;
}

function placeOf({ groups, places }: Compiled, name: string): number {
  const known = places.get(name);
  if (known !== undefined) return known;
  const lower = name.toLowerCase();
  const words = addressWords(name);
  const found = groups.findIndex(
    ({ names, ranges }) => names.has(lower) || (words !== null && ranges.some((range) => isInRange(words, range))),
  );
  if (places.size >= mostPlaces) places.clear();
  const place = found < 0 ? groups.length : found;
  places.set(name, place);
  return place;
}

/** Name of the first entity group, in the policy's order, that any of the named entities belongs to; null: none. */
export function groupOf(groups: readonly EntityGroup[], entities: readonly string[]): string | null {
  if (groups.length === 0) return null;
  const compiled = compiledOf.get(groups) ?? compile(groups);
  const first = entities.reduce((least, name) => Math.min(least, placeOf(compiled, name)), groups.length);
  return groups[first]?.name ?? null;
}
