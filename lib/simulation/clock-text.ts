/** A moment in the ways products write it. All in UTC: the organisation keeps its clocks there. */

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const two = (value: number) => String(value).padStart(2, "0");

/** `2026-03-05T08:09:10.123Z`. */
export function isoText(time: number): string {
  return new Date(time).toISOString();
}

/** `2026-03-05T08:09:10Z`, as CloudTrail writes. */
export function isoSecondsText(time: number): string {
  return `${isoText(time).slice(0, 19)}Z`;
}

/** `2026-03-05 08:09:10`, as event collectors for Windows write. */
export function dateTimeText(time: number): string {
  return isoText(time).slice(0, 19).replace("T", " ");
}

/** `2026-03-05 08:09:10.123`, as Sysmon writes UtcTime. */
export function dateTimeMillisecondsText(time: number): string {
  return isoText(time).slice(0, 23).replace("T", " ");
}

/** `Mar  5 08:09:10`: BSD syslog has no year, and pads the day with a blank. */
export function syslogText(time: number): string {
  const date = new Date(time);
  return `${months[date.getUTCMonth()]} ${String(date.getUTCDate()).padStart(2)} ${clockOf(date)}`;
}

/** `05/Mar/2026:08:09:10 +0000`: the access log of a web server. */
export function accessLogText(time: number): string {
  const date = new Date(time);
  return `${two(date.getUTCDate())}/${months[date.getUTCMonth()]}/${date.getUTCFullYear()}:${clockOf(date)} +0000`;
}

function clockOf(date: Date): string {
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}:${two(date.getUTCSeconds())}`;
}
