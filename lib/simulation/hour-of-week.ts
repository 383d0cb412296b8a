import type { Shape } from "./traffic-types.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

interface Moment {
  /** 0 Monday to 6 Sunday. */
  readonly weekday: number;
  /** 0-24 with fractions. */
  readonly hour: number;
}

/** 1 January 1970 was a Thursday. */
function momentOf(time: number): Moment {
  const day = Math.floor(time / dayMs);
  return { weekday: (((day + 3) % 7) + 7) % 7, hour: (time - day * dayMs) / hourMs };
}

/** A smooth hill: 0 far away, 1 between `from` and `to`, with slopes of about `slopeHours`. */
function plateau(hour: number, from: number, to: number, slopeHours: number): number {
  const rise = 1 / (1 + Math.exp((from - hour) / slopeHours));
  const fall = 1 / (1 + Math.exp((hour - to) / slopeHours));
  return rise * fall;
}

/** People at their desks: from about eight to six with a dip at noon; a few at night and at weekends. */
export const officeHours: Shape = (time) => {
  const { weekday, hour } = momentOf(time);
  const lunch = 1 - 0.35 * Math.exp(-(((hour - 12.6) / 0.6) ** 2));
  const day = plateau(hour, 8.2, 17.6, 0.4) * lunch;
  return weekday >= 5 ? 0.02 + 0.06 * day : 0.02 + 0.98 * day;
};

/** Machines: always there, a little busier while people are. */
export const aroundTheClock: Shape = (time) => 0.75 + 0.25 * officeHours(time);

/** The public, who come in the evening and at weekends too. */
export const publicHours: Shape = (time) => {
  const { weekday, hour } = momentOf(time);
  const day = plateau(hour, 8, 22.5, 1);
  return (weekday >= 5 ? 0.8 : 1) * (0.12 + 0.88 * day);
};

/** The backup window, every night from one to three. */
export const backupWindow: Shape = (time) => {
  const { hour } = momentOf(time);
  return hour >= 1 && hour < 3 ? 1 : 0;
};

/** Patch day: Tuesday evening, when every Windows machine fetches and installs. */
export const patchWindow: Shape = (time) => {
  const { weekday, hour } = momentOf(time);
  return weekday === 1 && hour >= 19 && hour < 22 ? 1 : 0;
};

/** A working moment to set the clock of a demonstration to, and the one at which rates are stated: Tuesday 10:00. */
export const busyMoment = 5 * dayMs + 10 * hourMs;

/** What to add to `now` so that the shapes see Tuesday 10:00, at whatever hour the demonstration starts. */
export function offsetToBusyMoment(now: number): number {
  return busyMoment - now;
}
