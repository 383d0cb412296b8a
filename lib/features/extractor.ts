import type { EventColumns } from "../event/columns.ts";
import { hashPair } from "../stats/hash.ts";
import {
  type EventFacts,
  type FeatureState,
  writeDestination,
  writeHost,
  writeSource,
  writeUser,
} from "./entity-features.ts";
import { writeFields, writeLineage } from "./event-fields.ts";
import { authenticationFamily } from "./family-code.ts";
import { feature, featureCount } from "./feature-table.ts";
import { learnEvent } from "./learn-event.ts";
import { writeNovelty, writePair, writeService } from "./pair-features.ts";
import { Relations } from "./relations.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";
import { Subjects } from "./subjects.ts";
import { nameKind } from "./text-ids.ts";

/**
 * Features of one event after another: `read` writes its vector from the state that earlier events left, `learn` then
 * folds the event into that state. Values are rounded to float32 on the way into the vector, before any detector sees
 * them, so that a stored vector is all that a detector saw.
 */
export class FeatureExtractor {
  readonly subjects: Subjects;
  readonly relations = new Relations();
  readonly event: EventFacts = { time: 0, failure: 0, bytesOutLn: 0, bytesOut: 0 };
  private readonly failureKey = new Uint32Array(2);
  private readonly state: FeatureState;
  private authentication = false;

  constructor(limits: { readonly entities: number; readonly pairs: number }) {
    this.subjects = new Subjects(limits);
    this.state = { entities: this.subjects.entities, pool: this.relations.pool };
  }

  /** Writes the vector of a row to v[at …]. `time`: effective time in ms; `ownTime`: whether it is the event's own. */
  read(columns: EventColumns, row: number, time: number, ownTime: boolean, v: Float32Array, at: number): void {
    v.fill(Number.NaN, at, at + featureCount);
    const { subjects, event } = this;
    subjects.resolve(columns, row, time);
    const family = writeFields(columns, row, event, v, at);
    this.authentication = family === authenticationFamily;
    event.time = ownTime ? time : Number.NaN;
    const { state } = this;
    if (subjects.user >= 0) writeUser(state, subjects.user, event, v, at);
    if (subjects.host >= 0) writeHost(state, subjects.host, event, v, at);
    if (subjects.source >= 0) writeSource(state, subjects.source, event, v, at);
    if (subjects.destination >= 0) writeDestination(state, subjects.destination, v, at);
    writeNovelty(subjects, this.relations, time, v, at);
    if (subjects.sourceService >= 0) writePair(subjects, event, time, v, at);
    if (subjects.service >= 0) writeService(subjects, this.relations, time, v, at);
    this.writeFailures(columns, row, time, v, at);
    writeLineage(subjects.ids, columns, row, v, at);
  }

  /** Folds the row that was read last into the state. `flagged`: at or over `notify`, so not to be taken as normal. */
  learn(columns: EventColumns, row: number, time: number, flagged: boolean, v: Float32Array, at: number): void {
    const pairNovelty = v[at + feature.newSourceService] ?? Number.NaN;
    const serviceNovelty = v[at + feature.newService] ?? Number.NaN;
    learnEvent(this.subjects, this.relations, this.event, time, flagged, pairNovelty, serviceNovelty);
    if (this.authentication && this.event.failure === 1) {
      const { failureKey } = this;
      this.subjects.failures.learn(failureKey[0] ?? 0, failureKey[1] ?? 0, time, columns.count[row] ?? 0);
    }
  }

  private writeFailures(columns: EventColumns, row: number, time: number, v: Float32Array, at: number): void {
    const { subjects, failureKey } = this;
    if (!this.authentication || subjects.origin === 0) return;
    // A replay is another history: its failures must not be judged in a window that live traffic has moved on.
    const replay = columns.replay[row] ?? 0;
    failureKey[0] = subjects.originHigh;
    failureKey[1] = subjects.originLow;
    if (replay !== 0) {
      const high = subjects.ids.high(nameKind.word, replay);
      hashPair(7, high, subjects.ids.low(nameKind.word, replay), subjects.originHigh, subjects.originLow, failureKey);
    }
    const before = subjects.failures.count(failureKey[0] ?? 0, failureKey[1] ?? 0, time);
    v[at + feature.originFailures10m] = before + (this.event.failure === 1 ? (columns.count[row] ?? 0) : 0);
  }

  save(writer: StateWriter): void {
    this.subjects.save(writer);
    this.relations.save(writer);
  }

  restore(reader: StateReader): void {
    this.subjects.restore(reader);
    this.relations.restore(reader);
  }
}
