import type { StateReader, StateWriter } from "./state-bytes.ts";

/** What is usual over all entities: the belief about one that is too young to have habits. */
export const pooled = {
  failureShare: 0,
  userSources: 1,
  userHosts: 2,
  hostPrograms: 3,
  sourceServices: 4,
  sourceUsers: 5,
  destinationSources: 6,
} as const;
const pooledCount = 7;
/** Values remembered, so that the mean follows a stream that changes. */
const memory = 100_000;

export class Pool {
  private readonly means = new Float64Array(pooledCount);
  private readonly counts = new Float64Array(pooledCount);

  mean(kind: number): number {
    return this.means[kind] ?? 0;
  }

  learn(kind: number, value: number): void {
    const count = Math.min(memory, (this.counts[kind] ?? 0) + 1);
    this.counts[kind] = count;
    const mean = this.means[kind] ?? 0;
    this.means[kind] = mean + (value - mean) / count;
  }

  save(writer: StateWriter): void {
    writer.put(this.means);
    writer.put(this.counts);
  }

  restore(reader: StateReader): void {
    this.means.set(reader.numbers(pooledCount));
    this.counts.set(reader.numbers(pooledCount));
  }
}
