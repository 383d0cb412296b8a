import { z } from "zod";

/** Times that a load states: from `startMs` on, `speed` times as fast as the wall's clock since `atMs`, never beyond it. */
export const loadClockSchema = z.object({ atMs: z.number(), startMs: z.number(), speed: z.number().positive() });
export type LoadClock = z.infer<typeof loadClockSchema>;

/** The time that the load states now, ms. Without a clock of its own it is the wall's. */
export function statedTime(clock: LoadClock | undefined, nowMs = Date.now()): number {
  if (clock === undefined) return nowMs;
  return Math.min(nowMs, Math.floor(clock.startMs + (nowMs - clock.atMs) * clock.speed));
}
