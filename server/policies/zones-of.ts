import type { Zone } from "../../lib/thresholds/hours.ts";
import type { PolicyBody } from "../../lib/thresholds/policy.ts";

const minuteMs = 60_000;
const dayMs = 86_400_000;
/** Clocks are looked at from here on… */
const firstMs = Date.UTC(1990, 0, 1);
/** …until so long after now; a policy that is older follows the last change it knew of. */
const aheadMs = 15 * 365 * dayMs;

/** Minutes that a zone's clocks are ahead of UTC at a moment, from Node's own tables. */
function createClock(zone: string): (ms: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  return (ms) => {
    const name = format.formatToParts(ms).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
    return sign === "-" ? -size : size;
  };
}

/** The minute at which the clocks changed between two moments that they differ at. */
function changeBetween(clock: (ms: number) => number, from: number, to: number): number {
  const before = clock(from);
  let [low, high] = [from / minuteMs, to / minuteMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (clock(middle * minuteMs) === before) low = middle;
    else high = middle;
  }
  return high * minuteMs;
}

const known = new Map<string, Zone>();

/** A zone with every change of its clocks; null for a name that Node does not know. */
function zoneOf(name: string): Zone | null {
  const kept = known.get(name);
  if (kept !== undefined) return kept;
  let clock: (ms: number) => number;
  try {
    clock = createClock(name);
  } catch {
    return null;
  }
  const steps = [{ from: firstMs, minutes: clock(firstMs) }];
  const lastMs = Date.now() + aheadMs;
  // Weeks: clocks that change and change back within one are unknown.
  for (let ms = firstMs; ms < lastMs; ms += 7 * dayMs) {
    const minutes = clock(ms + 7 * dayMs);
    if (minutes !== steps.at(-1)?.minutes) steps.push({ from: changeBetween(clock, ms, ms + 7 * dayMs), minutes });
  }
  const zone = { name, steps };
  known.set(name, zone);
  return zone;
}

/** Names of the zones that a policy's hours are by. */
function zoneNames({ scopes, exceptions }: PolicyBody): string[] {
  return [...new Set([...scopes, ...exceptions].flatMap(({ match }) => match.hours?.zone ?? []))];
}

/** Names among them that are no zone. */
export function unknownZones(policy: PolicyBody): string[] {
  return zoneNames(policy).filter((name) => zoneOf(name) === null);
}

/** What publication adds to a policy: its zones as they are known now, where it names any. */
export function zonesOf(policy: PolicyBody): { readonly zones?: Zone[] } {
  const zones = zoneNames(policy).flatMap((name) => zoneOf(name) ?? []);
  return zones.length === 0 ? {} : { zones };
}
