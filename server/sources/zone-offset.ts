import type { ZoneOffset } from "../../lib/normalise/time/iso-time.ts";

const hourMs = 3_600_000;

/** Milliseconds east of UTC at an instant, from Node's own time zone tables; asked once an hour of the calendar. */
function offsetAtInstant(zone: string): (utcMs: number) => number {
  const format = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
  const cache = new Map<number, number>();
  return (utcMs) => {
    const hour = Math.floor(utcMs / hourMs);
    const known = cache.get(hour);
    if (known !== undefined) return known;
    const name = format.formatToParts(utcMs).find(({ type }) => type === "timeZoneName")?.value ?? "";
    const [, sign, hours, minutes] = /GMT([+-])(\d\d):(\d\d)/.exec(name) ?? [];
    const size = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000;
    const offset = sign === "-" ? -size : size;
    if (cache.size > 10_000) cache.clear();
    cache.set(hour, offset);
    return offset;
  };
}

/** Offset of a named zone at a local time. A name that Node does not know counts as UTC. */
export function zoneOffset(zone: string): ZoneOffset {
  if (zone === "UTC") return () => 0;
  try {
    const at = offsetAtInstant(zone);
    // The local time is taken for UTC first, then corrected by the offset found: right but within a change of clocks.
    return (localMs) => (Number.isFinite(localMs) ? at(localMs - at(localMs)) : 0);
  } catch {
    return () => 0;
  }
}
