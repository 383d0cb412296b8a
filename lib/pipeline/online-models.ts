import { TreeLearner } from "../detectors/half-space-trees.ts";
import type { Judge } from "../detectors/judge.ts";
import { type JudgedEvent, ReferenceBuilder } from "../detectors/reference-builder.ts";
import {
  encodeReferences,
  priorReferences,
  type ReferenceSet,
  readReferences,
  saveReferences,
} from "../detectors/reference-set.ts";
import { encodeSnapshot, readSnapshot, saveSnapshot, type TreeSnapshot } from "../detectors/tree-snapshot.ts";
import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import type { Artefact } from "./types.ts";

/** References are rebuilt after 1, 2, 4, … 256 blocks and then every 256: often while little is known, rarely later. */
const longestSpan = 256;

/** What scoring depends on beside the state: tree snapshot and references, each frozen between block boundaries. */
export class OnlineModels {
  snapshot: TreeSnapshot | null = null;
  snapshotVersion = 0;
  references: ReferenceSet = priorReferences;
  learned = 0;
  private readonly trees = new TreeLearner();
  private readonly builder = new ReferenceBuilder();
  private readonly seed: number;

  constructor(seed: number) {
    this.seed = seed;
  }

  /** Takes in the event that the judge has just judged; what was flagged teaches neither trees nor references. */
  learnOne(judge: Judge, event: JudgedEvent): void {
    this.builder.add(judge, event);
    if (event.flagged) return;
    this.trees.learnOne(event.family, judge.leaves);
    this.learned += 1;
  }

  /** Block number `closed` (from 1) is full; what comes back holds from `offset` on. */
  closeBlock(judge: Judge, closed: number, offset: number): Artefact[] {
    const artefacts: Artefact[] = [];
    const snapshot = this.trees.close(this.snapshot, this.seed);
    if (snapshot !== null) {
      this.snapshot = snapshot;
      this.snapshotVersion += 1;
      artefacts.push({ kind: "snapshot", version: this.snapshotVersion, offset, body: encodeSnapshot(snapshot) });
    }
    const due = closed >= longestSpan ? closed % longestSpan === 0 : (closed & (closed - 1)) === 0;
    const references = due ? this.builder.rebuild(judge, this.references.version + 1) : null;
    if (references !== null) {
      this.references = references;
      const { version } = references;
      artefacts.push({ kind: "reference", version, offset, body: encodeReferences(references) });
    }
    return artefacts;
  }

  save(writer: StateWriter): void {
    writer.numbers(this.snapshotVersion, this.learned, this.snapshot === null ? 0 : 1);
    if (this.snapshot !== null) saveSnapshot(this.snapshot, writer);
    saveReferences(this.references, writer);
    this.trees.save(writer);
    this.builder.save(writer);
  }

  restore(reader: StateReader): void {
    const [snapshotVersion = 0, learned = 0, present = 0] = reader.numbers(3);
    this.snapshotVersion = snapshotVersion;
    this.learned = learned;
    this.snapshot = present === 1 ? readSnapshot(reader) : null;
    this.references = readReferences(reader);
    this.trees.restore(reader);
    this.builder.restore(reader);
  }
}
