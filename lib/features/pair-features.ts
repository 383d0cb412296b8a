import { dampedMean, dampedVariance } from "../stats/damped-statistics.ts";
import type { EventFacts } from "./entity-features.ts";
import { place, placesPerEntity } from "./entity-state.ts";
import { feature } from "./feature-table.ts";
import { pairPlace, placesPerPair } from "./pair-state.ts";
import { type Relations, relation } from "./relations.ts";
import type { Subjects } from "./subjects.ts";

/** Decay per millisecond with a half-life of seven days. */
const perWeek = -Math.LN2 / 604_800_000;

/** Writes the novelty of all pairs of the event. */
export function writeNovelty(s: Subjects, relations: Relations, time: number, v: Float32Array, at: number): void {
  const write = (kind: number, owner: number, slotOfOwner: number, pair: number, to: number) => {
    if (pair >= 0) v[at + to] = relations.novelty(kind, time, s.entities, owner, slotOfOwner, s.pairs, pair);
  };
  write(relation.userSource, s.user, 0, s.userSource, feature.newUserSource);
  write(relation.userHost, s.user, 1, s.userHost, feature.newUserHost);
  write(relation.sourceService, s.source, 0, s.sourceService, feature.newSourceService);
  write(relation.hostProgram, s.host, 0, s.hostProgram, feature.newHostProgram);
  write(relation.parentChild, s.parent, 0, s.parentChild, feature.newParentChild);
  write(relation.action, s.user >= 0 ? s.user : s.host, 2, s.action, feature.newAction);
}

/** Writes how new the event's service is to the whole stream, and was when it was first met. */
export function writeService(s: Subjects, relations: Relations, time: number, v: Float32Array, at: number): void {
  const { entities, service, isServiceNew } = s;
  const slab = entities.values;
  const from = service * placesPerEntity;
  const novelty = relations.serviceNovelty(entities, service, time);
  const age = Math.max(0, time - (slab[from + place.first] ?? 0));
  v[at + feature.newService] = novelty;
  v[at + feature.serviceBirth] = isServiceNew ? novelty : (slab[from + place.birth] ?? 0) * Math.exp(perWeek * age);
}

/** Writes how the pair of source and service behaves: contacts, gaps, bytes. After `writeNovelty`. */
export function writePair(s: Subjects, event: EventFacts, time: number, v: Float32Array, at: number): void {
  const { pairs, sourceService } = s;
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
  if (event.bytesOut >= 0) {
    v[at + feature.pairBytesOut1dLn] = Math.log1p((slab[from + pairPlace.bytesOut1d] ?? 0) * decay + event.bytesOut);
  }
  v[at + feature.pairAgeLn] = Math.log1p(Math.max(0, time - (slab[from + pairPlace.first] ?? 0)) / 1000);
}
