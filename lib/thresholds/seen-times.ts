import { z } from "zod";

/** From the offset on, the guard's clock stood at the time, ms, or later. */
const markSchema = z.object({ offset: z.number().int(), atMs: z.number() });
export const seenTimesSchema = z.array(markSchema);
type Mark = z.infer<typeof markSchema>;

/**
 * When a guard saw the events, by its own clock and not by what their senders state: a verdict counts by that. A mark where
 * an hour or a freeze begins or ends tells it of every offset, to the hour, and exactly on which side of a freeze it lies.
 */
export class SeenTimes {
  private marks: Mark[] = [];

  /** The clock stands at `atMs`, for the event at the offset and those after it. What came before `sinceMs` is forgotten. */
  mark({ offset, atMs }: Mark, sinceMs: number): void {
    this.marks.push({ offset, atMs });
    // The last mark before it still tells of the offsets between the two.
    while ((this.marks[1]?.atMs ?? sinceMs) < sinceMs) this.marks.shift();
  }

  /** When the event at the offset was seen, ms; null where that is forgotten, or lies before the guard. O(log n). */
  of(offset: number): number | null {
    let low = 0;
    let high = this.marks.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.marks[middle]?.offset ?? offset) <= offset) low = middle + 1;
      else high = middle;
    }
    return this.marks[low - 1]?.atMs ?? null;
  }

  /** Time of the newest mark, ms; before the first: -Infinity. */
  get lastMs(): number {
    return this.marks.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
  }

  keep(): readonly Mark[] {
    return this.marks;
  }

  restore(marks: readonly Mark[]): void {
    this.marks = [...marks];
  }
}
