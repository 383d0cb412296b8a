import type { Judge, JudgedBy } from "../detectors/judge.ts";
import { featureCount } from "../features/feature-table.ts";
import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import type { CanaryFamily } from "../thresholds/adapt/guard-state.ts";
import type { GuardInput } from "../thresholds/guard-input.ts";

interface Family {
  readonly family: string;
  /** One vector after the other. */
  readonly vectors: Float32Array;
}

/**
 * Known attacks as feature vectors, which the models in force score. What the models see is theirs of today; what the
 * attacks look like to the features is as it was in the generated traffic that they were taken from.
 */
export class CanaryVectors {
  private families: readonly Family[] = [];

  get isEmpty(): boolean {
    return this.families.length === 0;
  }

  take({ families }: Extract<GuardInput, { kind: "canaries" }>): void {
    this.families = families.map(({ family, vectors }) => {
      const columns = new Float32Array(vectors.length * featureCount).fill(Number.NaN);
      for (const [i, vector] of vectors.entries()) {
        if (vector.length !== featureCount)
          throw new RangeError(`A vector of ${family} has ${vector.length} features.`);
        for (const [at, value] of vector.entries()) columns[i * featureCount + at] = value ?? Number.NaN;
      }
      return { family, vectors: columns };
    });
  }

  /** Their margins now. O(vectors). None before the stream has a reference: then a margin says nothing. */
  margins(judge: Judge, judgedBy: JudgedBy): CanaryFamily[] {
    if (judgedBy.references.version === 0) return [];
    return this.families.map(({ family, vectors }) => ({
      family,
      margins: Array.from({ length: vectors.length / featureCount }, (_, i) =>
        judge.margin(vectors, i * featureCount, judgedBy),
      ),
    }));
  }

  save(writer: StateWriter): void {
    writer.numbers(this.families.length);
    for (const { family, vectors } of this.families) {
      writer.text(family);
      writer.put(vectors);
    }
  }

  restore(reader: StateReader): void {
    const [count = 0] = reader.numbers(1);
    this.families = Array.from({ length: count }, () => ({ family: reader.text(), vectors: reader.floats() }));
  }
}
