import type { PolicyBody } from "./policy.ts";
import type { ScopeThreshold } from "./policy-scope.ts";

/** Where the bands of one scope begin, as margins; null: nowhere. */
export interface Bands {
  readonly notify: number;
  readonly approve: number | null;
  readonly auto: number | null;
}

/** Thresholds as they hold in one scope of a policy. */
export interface ScopeBands extends Bands {
  readonly id: string;
  readonly name: string;
}

function upper(own: ScopeThreshold, inherited: number | null, least: number): number | null {
  const margin = own === "inherit" ? inherited : own === "off" ? null : own;
  return margin === null ? null : Math.max(margin, least);
}

/** The bands where no scope fits, `notify` standing at a margin that people or an estimate chose. */
export function ownBands(policy: Pick<PolicyBody, "approve" | "auto">, notify: number): Bands {
  const approve = upper("inherit", policy.approve, notify);
  return { notify, approve, auto: upper("inherit", policy.auto, notify) };
}

/** The bands of each scope, in the policy's order. Where `notify` has risen above a higher band, that begins there. */
export function scopeBands(policy: Pick<PolicyBody, "approve" | "auto" | "scopes">, notify: number): ScopeBands[] {
  return policy.scopes.map((scope) => {
    const least = scope.notify === "inherit" ? notify : scope.notify;
    return {
      id: scope.id,
      name: scope.name,
      notify: least,
      approve: upper(scope.approve, policy.approve, least),
      auto: upper(scope.auto, policy.auto, least),
    };
  });
}

/** The bands of a policy whose `notify` stands at a margin, by place of the scope: first those where none fits. */
export function bandTableOf(policy: Pick<PolicyBody, "approve" | "auto" | "scopes">, notify: number): BandTable {
  return new BandTable([ownBands(policy, notify), ...scopeBands(policy, notify)]);
}

/** Bands by place of the scope (0: where none fits), laid out for asking once an event. */
export class BandTable {
  readonly notify: Float64Array;
  private readonly approve: Float64Array;
  private readonly auto: Float64Array;

  constructor(bands: readonly Bands[]) {
    const column = (pick: (of: Bands) => number | null) =>
      Float64Array.from(bands, (of) => pick(of) ?? Number.POSITIVE_INFINITY);
    this.notify = column((of) => of.notify);
    this.approve = column((of) => of.approve);
    this.auto = column((of) => of.auto);
  }

  /** Band code of a margin: 0 none, 1 notify, 2 approve, 3 auto. At a threshold is over it; NaN is in no band. */
  bandOf(scope: number, margin: number): 0 | 1 | 2 | 3 {
    if (!(margin >= (this.notify[scope] ?? Number.POSITIVE_INFINITY))) return 0;
    if (margin >= (this.auto[scope] ?? Number.POSITIVE_INFINITY)) return 3;
    return margin >= (this.approve[scope] ?? Number.POSITIVE_INFINITY) ? 2 : 1;
  }
}
