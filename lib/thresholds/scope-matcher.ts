import { addressWords } from "../event/address.ts";
import { type AddressRange, isInRange, readAddressRange } from "../event/address-range.ts";
import type { PolicyBody } from "./policy.ts";
import type { EntityGroup } from "./policy-scope.ts";

interface CompiledGroup {
  readonly names: ReadonlySet<string>;
  readonly ranges: readonly AddressRange[];
  /** The scopes that ask for the group, one bit each. */
  readonly scopes: number;
}

/**
 * Finds the first scope of a policy that an event matches. Each class, source and entity is looked up once and is then
 * a mask with one bit a scope, so that an event costs a few `and`s and no comparison of text: keep the masks.
 */
export class ScopeMatcher {
  /** Scopes that ask for no group. */
  readonly anyEntity: number;
  readonly isEmpty: boolean;
  private readonly scopes: PolicyBody["scopes"];
  private readonly groups: readonly CompiledGroup[];

  constructor({ scopes, groups }: Pick<PolicyBody, "scopes" | "groups">) {
    this.scopes = scopes;
    this.isEmpty = scopes.length === 0;
    this.anyEntity = this.maskWhere(({ match }) => match.group === null);
    this.groups = groups.map((group) => this.compile(group)).filter(({ scopes: asking }) => asking !== 0);
  }

  /** Whether any scope asks for an entity group. */
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

  private maskWhere(isMatched: (scope: PolicyBody["scopes"][number]) => boolean): number {
    return this.scopes.reduce((mask, scope, i) => (isMatched(scope) ? mask | (1 << i) : mask), 0);
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
}

/** The place of the event's scope in the policy, from 1; 0 where none fits. For single events: masks are faster. */
export function scopeIndexOf(policy: Pick<PolicyBody, "scopes" | "groups">, event: ScopedEvent): number {
  const matcher = new ScopeMatcher(policy);
  const entities = event.entities.reduce((mask, name) => mask | matcher.entityMask(name), matcher.anyEntity);
  return ScopeMatcher.first(entities & matcher.classMask(event.classUid) & matcher.sourceMask(event.source));
}
