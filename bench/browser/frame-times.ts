import type { Page } from "playwright";
import { z } from "zod";

const framesSchema = z.object({ deltas: z.array(z.number()), longFrames: z.number().int() });
/** Milliseconds between frames, and how many the browser itself calls long (over 50 ms of work). */
export type Frames = z.infer<typeof framesSchema>;

declare global {
  interface Window {
    tidelineFrames?: { deltas: number[]; longFrames: number; running: boolean };
  }
}

/** Begins to note every frame of the page. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(() => {
    const noted: NonNullable<Window["tidelineFrames"]> = { deltas: [], longFrames: 0, running: true };
    window.tidelineFrames = noted;
    new PerformanceObserver((list) => {
      noted.longFrames += list.getEntries().length;
    }).observe({ type: "long-animation-frame" });
    let last = performance.now();
    const note = (now: number) => {
      noted.deltas.push(now - last);
      last = now;
      if (noted.running) requestAnimationFrame(note);
    };
    requestAnimationFrame((now) => {
      last = now;
      requestAnimationFrame(note);
    });
  });
}

/** Stops, and gives what was noted. */
export async function readFrames(page: Page): Promise<Frames> {
  return framesSchema.parse(
    await page.evaluate(() => {
      const noted = window.tidelineFrames;
      if (noted !== undefined) noted.running = false;
      return noted;
    }),
  );
}
