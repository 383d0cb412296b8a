import { statusId } from "../event/classes.ts";
import type { EventColumns } from "../event/columns.ts";
import { dampedMean, dampedVariance } from "../stats/damped-statistics.ts";
import { hashPair } from "../stats/hash.ts";
import {
  type EventFacts,
  type FeatureState,
  writeDestination,
  writeHost,
  writeSource,
  writeUser,
} from "./entity-features.ts";
import { place, placesPerEntity } from "./entity-state.ts";
import { authenticationFamily, familyCode } from "./family-code.ts";
import { feature, featureCount } from "./feature-table.ts";
import { learnEvent } from "./learn-event.ts";
import { pairPlace, placesPerPair } from "./pair-state.ts";
import { processClass } from "./process-class.ts";
import { Relations, relation } from "./relations.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";
import { Subjects } from "./subjects.ts";
import { nameKind } from "./text-ids.ts";

/** Decay per millisecond with a half-life of seven days. */
const perWeek = -Math.LN2 / 604_800_000;

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
    this.writeFields(columns, row, v, at);
    event.time = ownTime ? time : Number.NaN;
    const { state } = this;
    if (subjects.user >= 0) writeUser(state, subjects.user, event, v, at);
    if (subjects.host >= 0) writeHost(state, subjects.host, event, v, at);
    if (subjects.source >= 0) writeSource(state, subjects.source, event, v, at);
    if (subjects.destination >= 0) writeDestination(state, subjects.destination, v, at);
    this.writeNovelty(time, v, at);
    if (subjects.sourceService >= 0) this.writePair(time, v, at);
    if (subjects.service >= 0) this.writeService(time, v, at);
    this.writeFailures(columns, row, time, v, at);
    this.writeLineage(columns, row, v, at);
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

  private writeFields(columns: EventColumns, row: number, v: Float32Array, at: number): void {
    const { event } = this;
    const status = columns.statusId[row] ?? 0;
    const severity = columns.severityId[row] ?? 0;
    const family = familyCode(columns.classUid[row] ?? 0);
    this.authentication = family === authenticationFamily;
    event.failure = status === statusId.failure ? 1 : status === statusId.success ? 0 : Number.NaN;
    event.bytesOut = amount(columns.bytesOut[row]);
    event.bytesOutLn = Math.log1p(event.bytesOut);
    v[at + feature.family] = family;
    v[at + feature.failure] = event.failure;
    if (severity >= 1 && severity <= 6) v[at + feature.sourceSeverity] = severity;
    v[at + feature.bytesOutLn] = event.bytesOutLn;
    v[at + feature.bytesInLn] = Math.log1p(amount(columns.bytesIn[row]));
    v[at + feature.durationLn] = Math.log1p(amount(columns.durationMs[row]));
    v[at + feature.textLengthLn] = Math.log1p(amount(columns.textLength[row]));
    v[at + feature.textEntropy] = amount(columns.textEntropy[row]);
    v[at + feature.textDigits] = amount(columns.textDigits[row]);
    v[at + feature.textUpper] = amount(columns.textUpper[row]);
    v[at + feature.textSymbols] = amount(columns.textSymbols[row]);
  }

  private writeNovelty(time: number, v: Float32Array, at: number): void {
    const s = this.subjects;
    this.novelty(time, relation.userSource, s.user, 0, s.userSource, v, at + feature.newUserSource);
    this.novelty(time, relation.userHost, s.user, 1, s.userHost, v, at + feature.newUserHost);
    this.novelty(time, relation.sourceService, s.source, 0, s.sourceService, v, at + feature.newSourceService);
    this.novelty(time, relation.hostProgram, s.host, 0, s.hostProgram, v, at + feature.newHostProgram);
    this.novelty(time, relation.parentChild, s.parent, 0, s.parentChild, v, at + feature.newParentChild);
    this.novelty(time, relation.action, s.user >= 0 ? s.user : s.host, 2, s.action, v, at + feature.newAction);
  }

  private novelty(
    time: number,
    kind: number,
    owner: number,
    slotOfOwner: number,
    pair: number,
    v: Float32Array,
    to: number,
  ): void {
    if (pair < 0) return;
    v[to] = this.relations.novelty(kind, time, this.subjects.entities, owner, slotOfOwner, this.subjects.pairs, pair);
  }

  private writeService(time: number, v: Float32Array, at: number): void {
    const { entities, service, isServiceNew } = this.subjects;
    const slab = entities.values;
    const from = service * placesPerEntity;
    const novelty = this.relations.serviceNovelty(entities, service, time);
    const age = Math.max(0, time - (slab[from + place.first] ?? 0));
    v[at + feature.newService] = novelty;
    v[at + feature.serviceBirth] = isServiceNew ? novelty : (slab[from + place.birth] ?? 0) * Math.exp(perWeek * age);
  }

  private writePair(time: number, v: Float32Array, at: number): void {
    const { pairs, sourceService } = this.subjects;
    const from = sourceService * placesPerPair;
    const slab = pairs.values;
    const events = slab[from + pairPlace.events] ?? 0;
    v[at + feature.pairBirth] =
      events === 0 ? (v[at + feature.newSourceService] ?? 0) : (slab[from + pairPlace.birth] ?? 0);
    v[at + feature.pairCount] = events + 1;
    if (events >= 3) {
      const mean = dampedMean(slab, from + pairPlace.gaps);
      v[at + feature.pairGapMeanLn] = Math.log1p(mean);
      // Logs have whole seconds: a tenth of one keeps gaps of zero from dividing by zero.
      v[at + feature.pairGapVariation] = Math.sqrt(dampedVariance(slab, from + pairPlace.gaps)) / (mean + 0.1);
    }
    const decay = Math.exp((-Math.LN2 / 86400) * Math.min(1e9, pairs.idleSeconds(sourceService, time)));
    if (this.event.bytesOut >= 0) {
      v[at + feature.pairBytesOut1dLn] = Math.log1p(
        (slab[from + pairPlace.bytesOut1d] ?? 0) * decay + this.event.bytesOut,
      );
    }
    v[at + feature.pairAgeLn] = Math.log1p(Math.max(0, time - (slab[from + pairPlace.first] ?? 0)) / 1000);
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

  private writeLineage(columns: EventColumns, row: number, v: Float32Array, at: number): void {
    const parent = columns.parentProcess[row] ?? 0;
    const child = columns.process[row] ?? 0;
    if (parent === 0 || child === 0) return;
    const { ids } = this.subjects;
    const document = ids.processClass(parent) === processClass.document;
    v[at + feature.documentSpawnsShell] = document && ids.processClass(child) === processClass.interpreter ? 1 : 0;
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

/** A size or duration as given, or missing where it is not a finite number of zero or more. */
function amount(value: number | undefined): number {
  return value !== undefined && value >= 0 && value < 1e300 ? value : Number.NaN;
}
