const hour = 3_600_000;

/** Spans after which people look again, by the number key that chooses them. */
export const snoozeChoices = [
  { value: "1h", label: "1 hour" },
  { value: "4h", label: "4 hours" },
  { value: "tomorrow", label: "Tomorrow, 08:00" },
  { value: "3d", label: "3 days" },
  { value: "7d", label: "1 week" },
  { value: "exact", label: "At an exact time" },
] as const;
export type SnoozeChoice = (typeof snoozeChoices)[number]["value"];

function tomorrowMorning(nowMs: number): number {
  const at = new Date(nowMs);
  at.setDate(at.getDate() + 1);
  at.setHours(8, 0, 0, 0);
  return at.getTime();
}

/** When the snooze ends, in ms; null for no time, or one that is past. `exact` is the local time of an input. */
export function snoozeEnd(choice: SnoozeChoice, exact: string, nowMs: number): number | null {
  switch (choice) {
    case "1h":
      return nowMs + hour;
    case "4h":
      return nowMs + 4 * hour;
    case "tomorrow":
      return tomorrowMorning(nowMs);
    case "3d":
      return nowMs + 72 * hour;
    case "7d":
      return nowMs + 168 * hour;
    case "exact": {
      const at = new Date(exact).getTime();
      return Number.isFinite(at) && at > nowMs ? at : null;
    }
  }
}
