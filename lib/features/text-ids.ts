import type { EventColumns } from "../event/columns.ts";
import { hashText } from "../stats/hash.ts";
import { classOfProcess } from "./process-class.ts";

/** What a name names, and so the seed of its hash. 1-3 are `entityKind` of the pipeline; never renumber. */
export const nameKind = { user: 1, host: 2, address: 3, program: 4, word: 5 } as const;
const kindCount = 6;

/**
 * Ids of the texts of one batch, hashed when first asked for and then looked up: a name that stands in a thousand rows
 * is hashed once. Only a cache; it decides nothing.
 */
export class TextIds {
  private strings: readonly string[] = [];
  private ids: Uint32Array[] = [];
  private processClasses = new Uint8Array(0);
  private columns: EventColumns | null = null;

  /** The batch whose text indexes are asked for from now on. */
  use(columns: EventColumns): void {
    const length = columns.strings.length;
    if (columns === this.columns && length <= this.processClasses.length) return;
    this.columns = columns;
    this.strings = columns.strings;
    if (this.processClasses.length < length) {
      let room = 1024;
      while (room < length) room *= 2;
      this.processClasses = new Uint8Array(room);
      this.ids = Array.from({ length: kindCount }, () => new Uint32Array(room * 2));
      return;
    }
    this.processClasses.fill(0, 0, length);
    for (const ids of this.ids) ids.fill(0, 0, length * 2);
  }

  text(index: number): string {
    return this.strings[index] ?? "";
  }

  /** The array that holds the ids of a kind: halves at 2 x index and the place after. */
  resolved(kind: number, index: number): Uint32Array {
    const ids = this.ids[kind] ?? noIds;
    const at = index * 2;
    if (index !== 0 && ids[at] === 0 && ids[at + 1] === 0) hashText(kind, this.strings[index] ?? "", ids, at);
    return ids;
  }

  high(kind: number, index: number): number {
    return this.resolved(kind, index)[index * 2] ?? 0;
  }

  /** Ask for the high half first: it is what computes the id. */
  low(kind: number, index: number): number {
    return (this.ids[kind] ?? noIds)[index * 2 + 1] ?? 0;
  }

  /** `processClass` of a program name. */
  processClass(index: number): number {
    const cached = this.processClasses[index] ?? 0;
    if (cached !== 0) return cached - 1;
    const found = classOfProcess(this.strings[index] ?? "");
    this.processClasses[index] = found + 1;
    return found;
  }
}

const noIds = new Uint32Array(2);
