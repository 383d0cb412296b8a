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

/** As text: a function would carry names that the compiler adds for itself, which the page does not know. */
const watchScript = `(() => {
  const noted = { deltas: [], longFrames: 0, running: true };
  window.tidelineFrames = noted;
  new PerformanceObserver((list) => { noted.longFrames += list.getEntries().length; }).observe({ type: "long-animation-frame" });
  let last = 0;
  const note = (now) => {
    if (last > 0) noted.deltas.push(now - last);
    last = now;
    if (noted.running) requestAnimationFrame(note);
  };
  requestAnimationFrame(note);
})()`;

/** Begins to note every frame of the page. */
export async function watchFrames(page: Page): Promise<void> {
  await page.evaluate(watchScript);
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
