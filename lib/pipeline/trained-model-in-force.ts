import { ServedChampion } from "../detectors/served-champion.ts";
import { PathParts } from "../explain/path-parts.ts";
import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { readChampion } from "../models/champion/read-champion.ts";

/** The trained model that scores, with its bytes, so that a checkpoint needs nothing beside itself. */
export class TrainedModelInForce {
  /** Of its activation; 0 before the first. */
  version = 0;
  champion: ServedChampion | null = null;
  /** What moved the champion's trees, for the reason of a finding that it leads. */
  paths: PathParts | null = null;
  private bytes: Uint8Array | null = null;

  /** RangeError: a sentence that says why the model may not serve; what was in force stays so, whole. */
  activate(version: number, bytes: Uint8Array | null): void {
    if (!(Number.isInteger(version) && version > this.version)) {
      throw new RangeError(`Activation ${version} does not follow ${this.version}.`);
    }
    this.take(version, bytes === null ? null : bytes.slice());
  }

  private take(version: number, bytes: Uint8Array | null): void {
    const reading = bytes === null ? null : readChampion(bytes);
    if (reading !== null && !reading.ok) throw new RangeError(reading.reason);
    const champion = reading === null ? null : new ServedChampion(reading.champion);
    this.paths = reading === null ? null : new PathParts(reading.champion.trees.ensemble);
    this.champion = champion;
    this.version = version;
    this.bytes = bytes;
  }

  save(writer: StateWriter): void {
    writer.numbers(this.version, this.bytes === null ? 0 : 1);
    if (this.bytes !== null) writer.put(this.bytes);
  }

  restore(reader: StateReader): void {
    const [version = 0, present = 0] = reader.numbers(2);
    this.take(version, present === 1 ? reader.octets() : null);
  }
}
