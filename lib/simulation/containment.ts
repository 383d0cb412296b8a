import { isCovered } from "../responses/name-pattern.ts";
import type { TargetKind } from "../responses/words.ts";

/** Something an attacker goes through: an address, an account, a host or a message. */
export interface Foothold {
  readonly kind: TargetKind;
  readonly name: string;
}

/** What defenders have taken out of the network: blocked, disabled, isolated, quarantined. */
export interface Containment {
  /** Replaces what holds. */
  contain(measures: readonly Foothold[]): void;
  /** Whether one of the footholds is taken away. */
  stops(footholds: readonly Foothold[]): boolean;
}

/** A network in which nothing is contained yet. Names are compared under all their forms, as the protected list is. */
export function createContainment(): Containment {
  let held: readonly Foothold[] = [];
  return {
    contain(measures) {
      held = measures;
    },
    stops: (footholds) =>
      footholds.some(({ kind, name }) =>
        held.some((one) => one.kind === kind && (isCovered(name, one.name, kind) || isCovered(one.name, name, kind))),
      ),
  };
}
