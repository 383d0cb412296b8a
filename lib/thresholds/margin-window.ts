import type { StateReader, StateWriter } from "../features/state-bytes.ts";

/** Margins kept: enough for a false-alarm share of 1 in 20,000 at confidence 95 %. */
export const windowLength = 65_536;

/**
 * The latest margins that were scored by the reference in force, and so held out from it: what Neyman-Pearson takes
 * its order statistic from. Flagged events stay in; leaving them out would lower the threshold at every step.
 */
export class MarginWindow {
  private margins = new Float64Array(4096);
  private written = 0;

  get size(): number {
    return Math.min(this.written, windowLength);
  }

  add(margin: number): void {
    if (this.written >= this.margins.length && this.margins.length < windowLength) {
      const margins = new Float64Array(this.margins.length * 2);
      margins.set(this.margins);
      this.margins = margins;
    }
    this.margins[this.written % windowLength] = margin;
    this.written += 1;
  }

  /** A new reference: margins of the old one say nothing about it. */
  clear(): void {
    this.written = 0;
  }

  /** Ascending copy. */
  sorted(): Float64Array<ArrayBuffer> {
    return this.margins.slice(0, this.size).sort();
  }

  save(writer: StateWriter): void {
    writer.numbers(this.written);
    writer.put(this.margins.subarray(0, this.size));
  }

  restore(reader: StateReader): void {
    const [written = 0] = reader.numbers(1);
    const margins = reader.doubles();
    this.written = 0;
    for (let i = 0; i < margins.length; i += 1) this.add(margins[i] ?? 0);
    this.written = written;
    if (this.size !== margins.length) throw new RangeError("The stored margin window is not whole.");
  }
}
