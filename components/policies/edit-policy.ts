import type { PolicyBody } from "../../lib/thresholds/policy.ts";
import type { PolicyException } from "../../lib/thresholds/policy-exception.ts";
import { chosenNotify } from "../../lib/thresholds/policy-problems.ts";
import type { PolicyScope, ScopeThreshold } from "../../lib/thresholds/policy-scope.ts";

export type BandName = "notify" | "approve" | "auto";
export const bandNames = ["notify", "approve", "auto"] as const satisfies readonly BandName[];

/** The threshold as it was written in a scope, or where none fits (`scopeId` null). */
export function thresholdOf(policy: PolicyBody, scopeId: string | null, band: BandName): ScopeThreshold {
  const scope = policy.scopes.find(({ id }) => id === scopeId);
  if (scope !== undefined) return scope[band];
  return band === "notify" ? chosenNotify(policy.notify) : (policy[band] ?? "off");
}

/** The margin that holds, inherited ones included; null: off. */
export function marginIn(policy: PolicyBody, scopeId: string | null, band: BandName): number | null {
  const own = thresholdOf(policy, scopeId, band);
  if (own === "off") return null;
  return own === "inherit" ? marginIn(policy, null, band) : own;
}

function withNotify(policy: PolicyBody, margin: number): PolicyBody {
  const { notify } = policy;
  switch (notify.method) {
    case "fixed":
      return { ...policy, notify: { ...notify, margin } };
    case "neymanPearson":
      return { ...policy, notify: { ...notify, untilThen: margin } };
    case "guarded":
      return { ...policy, notify: { ...notify, anchor: margin } };
  }
}

/** The policy with one threshold changed. */
export function withThreshold(
  policy: PolicyBody,
  {
    scopeId,
    band,
    value,
  }: { readonly scopeId: string | null; readonly band: BandName; readonly value: ScopeThreshold },
): PolicyBody {
  if (scopeId !== null) {
    return withScope(policy, scopeId, (scope) => ({ ...scope, [band]: value }));
  }
  if (band === "notify") return typeof value === "number" ? withNotify(policy, value) : policy;
  return { ...policy, [band]: typeof value === "number" ? value : null };
}

export function withScope(
  policy: PolicyBody,
  scopeId: string,
  change: (scope: PolicyScope) => PolicyScope,
): PolicyBody {
  return { ...policy, scopes: policy.scopes.map((scope) => (scope.id === scopeId ? change(scope) : scope)) };
}

/** A name that no other has, from the first that is free: `Scope 3`. */
function freeName(noun: string, taken: readonly { readonly id: string; readonly name: string }[]) {
  for (let number = taken.length + 1; ; number += 1) {
    const name = `${noun} ${number}`;
    const id = name.toLowerCase().replace(" ", "-");
    if (!taken.some((part) => part.id === id || part.name === name)) return { id, name };
  }
}

/** A new scope at the top, which so far treats its events like everything else. */
export function withNewScope(policy: PolicyBody): { readonly policy: PolicyBody; readonly id: string } {
  const { id, name } = freeName("Scope", policy.scopes);
  const match = { classUids: [], sources: [], group: null };
  const scope: PolicyScope = { id, name, match, notify: "inherit", approve: "inherit", auto: "inherit" };
  return { policy: { ...policy, scopes: [scope, ...policy.scopes] }, id };
}

export function withoutScope(policy: PolicyBody, scopeId: string): PolicyBody {
  return { ...policy, scopes: policy.scopes.filter(({ id }) => id !== scopeId) };
}

/** The scope moved up (-1) or down (1) among the others. */
export function withScopeMoved(policy: PolicyBody, scopeId: string, by: -1 | 1): PolicyBody {
  const from = policy.scopes.findIndex(({ id }) => id === scopeId);
  const to = from + by;
  const [moved, other] = [policy.scopes[from], policy.scopes[to]];
  if (moved === undefined || other === undefined) return policy;
  return { ...policy, scopes: policy.scopes.map((scope, i) => (i === from ? other : i === to ? moved : scope)) };
}

export function withNewGroup(policy: PolicyBody): PolicyBody {
  return { ...policy, groups: [...policy.groups, { ...freeName("Group", policy.groups), names: [], ranges: [] }] };
}

/** Members as people write them, one a line: what looks like addresses are ranges, the rest are names. */
export function membersOf(text: string): { readonly names: string[]; readonly ranges: string[] } {
  const lines = text.split("\n").map((line) => line.trim());
  const members = [...new Set(lines.filter((line) => line !== ""))];
  const isRange = (line: string) => line.includes("/") || /^[\d.]+$/.test(line) || /^[\da-f:]+:[\da-f:.]*$/i.test(line);
  return { names: members.filter((line) => !isRange(line)), ranges: members.filter(isRange) };
}

const dayMs = 86_400_000;
const firstEndMs = 7 * dayMs;

/** A new exception that covers nothing so far and ends in a week; `known` is what is known of it already. */
export function withNewException(policy: PolicyBody, nowMs: number, known: Partial<PolicyException> = {}): PolicyBody {
  const match = { classUids: [], sources: [], group: null, entities: [] };
  const own = freeName("Exception", policy.exceptions);
  const expiresAt = new Date(nowMs + firstEndMs).toISOString();
  const exception: PolicyException = { ...own, match, reason: "", expiresAt, ...known };
  return { ...policy, exceptions: [...policy.exceptions, exception] };
}

export function withException(policy: PolicyBody, id: string, next: Partial<PolicyException>): PolicyBody {
  return { ...policy, exceptions: policy.exceptions.map((one) => (one.id === id ? { ...one, ...next } : one)) };
}

export function withoutException(policy: PolicyBody, id: string): PolicyBody {
  return { ...policy, exceptions: policy.exceptions.filter((one) => one.id !== id) };
}
