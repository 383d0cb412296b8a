import { addressWords } from "../event/address.ts";
import { type AddressRange, isInRange, readAddressRange } from "../event/address-range.ts";
import { type Hours, HoursMask, type Zone } from "./hours.ts";
import type { Policy } from "./policy.ts";
import type { EntityGroup } from "./policy-scope.ts";

/** A scope or an exception, as far as it says which events it takes. */
export interface MatchedPart {
  readonly match: {
    readonly classUids: readonly number[];
    readonly sources: readonly string[];
    readonly group: string | null;
    readonly entities?: readonly string[];
    readonly hours?: Hours | undefined;
  };
}

/** Parts of a policy, and the groups and zones that they name. */
export interface MatchedParts {
  readonly parts: readonly MatchedPart[];
  readonly groups: readonly EntityGroup[];
  readonly zones: readonly Zone[];
  /** Of what comes late hours are to hold at its own time, too, and not at its receipt alone. */
  readonly areStrict?: boolean;
}

/** An event's own time is believed for hours if it lies this close to its receipt, ms: clocks run ahead, forwarders wait. */
const believedMs = 900_000;

/** A policy's scopes as a matcher takes them. */
export function partsOfScopes({ scopes, groups, zones }: Pick<Policy, "scopes" | "groups" | "zones">): MatchedParts {
  return { parts: scopes, groups, zones: zones ?? [] };
}

/** A policy's exceptions as a matcher takes them. */
export function partsOfExceptions(policy: Pick<Policy, "exceptions" | "groups" | "zones">): MatchedParts {
  return { parts: policy.exceptions, groups: policy.groups, zones: policy.zones ?? [], areStrict: true };
}

interface CompiledGroup {
  readonly names: ReadonlySet<string>;
  readonly ranges: readonly AddressRange[];
  /** The scopes that ask for the group, one bit each. */
  readonly scopes: number;
}

/**
 * Finds the scopes (or exceptions) of a policy that an event matches. Each class, source and entity is looked up once and
 * is then a mask with one bit a part, so that an event costs a few `and`s and no comparison of text: keep the masks.
 */
export class ScopeMatcher {
  /** Parts that ask for no group or entity. */
  readonly anyEntity: number;
  readonly isEmpty: boolean;
  private readonly parts: MatchedParts["parts"];
  private readonly groups: readonly CompiledGroup[];
  private readonly hours: HoursMask;
  private readonly areStrict: boolean;

  constructor({ parts, groups, zones, areStrict = false }: MatchedParts) {
    this.parts = parts;
    this.areStrict = areStrict;
    this.isEmpty = parts.length === 0;
    this.anyEntity = this.maskWhere(({ match }) => match.group === null && (match.entities ?? []).length === 0);
    const named = parts.map(({ match: { entities = [] } }, i) => ({
      names: new Set(entities.map((name) => name.toLowerCase())),
      ranges: [],
      scopes: entities.length === 0 ? 0 : 1 << i,
    }));
    const compiled = [...groups.map((group) => this.compile(group)), ...named];
    this.groups = compiled.filter(({ scopes }) => scopes !== 0);
    this.hours = new HoursMask(
      parts.map(({ match }) => match.hours ?? null),
      zones,
    );
  }

  /**
   * Parts that hold for an event of that effective time, received then, ms. By its own time where the two are a quarter of an
   * hour apart at most, else by its receipt: nobody gets into other hours by what they state. An exception's are to hold at
   * both: nobody gets under one by holding back what they send either. NaN: not known when it was received.
   */
  hoursMask(timeMs: number, receivedMs: number): number {
    const isLate = Math.abs(timeMs - receivedMs) > believedMs;
    if (!isLate) return this.hours.at(timeMs);
    return this.areStrict ? this.hours.at(receivedMs) & this.hours.at(timeMs) : this.hours.at(receivedMs);
  }

  /** Whether any part asks for an entity or a group of them. */
  get asksForGroups(): boolean {
    return this.groups.length > 0;
  }

  /** Scopes that take events of the OCSF class. */
  classMask(uid: number): number {
    return this.maskWhere(({ match }) => match.classUids.length === 0 || match.classUids.includes(uid));
  }

  /** Scopes that take events of the source. */
  sourceMask(name: string): number {
    return this.maskWhere(({ match }) => match.sources.length === 0 || match.sources.includes(name));
  }

  /** Scopes that ask for a group which the user, host or address of this name belongs to. */
  entityMask(name: string): number {
    if (name === "" || this.groups.length === 0) return 0;
    const lower = name.toLowerCase();
    const words = addressWords(name);
    let mask = 0;
    for (const { names, ranges, scopes } of this.groups) {
      const isMember = names.has(lower) || (words !== null && ranges.some((range) => isInRange(words, range)));
      if (isMember) mask |= scopes;
    }
    return mask;
  }

  /** The place in the policy, from 1, of the first of the scopes; 0 where there is none. */
  static first(mask: number): number {
    return mask === 0 ? 0 : 32 - Math.clz32(mask & -mask);
  }

  private maskWhere(isMatched: (part: MatchedPart) => boolean): number {
    return this.parts.reduce((mask, part, i) => (isMatched(part) ? mask | (1 << i) : mask), 0);
  }

  private compile({ id, names, ranges }: EntityGroup): CompiledGroup {
    return {
      names: new Set(names.map((name) => name.toLowerCase())),
      ranges: ranges.flatMap((range) => readAddressRange(range) ?? []),
      scopes: this.maskWhere(({ match }) => match.group === id),
    };
  }
}

/** What of an event decides its scope. */
export interface ScopedEvent {
  readonly classUid: number;
  readonly source: string;
  /** Its user, host, source and destination address, as far as it has them. */
  readonly entities: readonly string[];
  /** Its effective time, ms. */
  readonly timeMs: number;
  /** When it was received, ms; at its own time unless given. */
  readonly receivedMs?: number;
}

/** The parts that the event matches, one bit each. For single events: kept masks are faster. */
function matchedParts(of: MatchedParts, event: ScopedEvent): number {
  const matcher = new ScopeMatcher(of);
  const entities = event.entities.reduce((mask, name) => mask | matcher.entityMask(name), matcher.anyEntity);
  const where = matcher.classMask(event.classUid) & matcher.sourceMask(event.source);
  return entities & where & matcher.hoursMask(event.timeMs, event.receivedMs ?? event.timeMs);
}

/** The place of the event's scope in the policy, from 1; 0 where none fits. For single events: masks are faster. */
export function scopeIndexOf(policy: Pick<Policy, "scopes" | "groups" | "zones">, event: ScopedEvent): number {
  return ScopeMatcher.first(matchedParts(partsOfScopes(policy), event));
}
