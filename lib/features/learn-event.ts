import { learnDamped } from "../stats/damped-statistics.ts";
import type { EventFacts } from "./entity-features.ts";
import { type EntityState, place, placesPerEntity } from "./entity-state.ts";
import { pairPlace, placesPerPair } from "./pair-state.ts";
import { type Relations, relation } from "./relations.ts";
import type { Subjects } from "./subjects.ts";

const perHour = -Math.LN2 / 3600;

/**
 * Folds one event into the state of its subjects. Short memories count it always, what is usual only if it was not
 * flagged. `novelty`: surprise of the pair of source and service, kept as its birth if the pair is new.
 */
export function learnEvent(
  s: Subjects,
  relations: Relations,
  event: EventFacts,
  time: number,
  flagged: boolean,
  novelty: number,
): void {
  const { entities } = s;
  if (s.user >= 0) countEntity(entities, s.user, event, flagged);
  if (s.host >= 0) countEntity(entities, s.host, event, flagged);
  if (s.source >= 0) countSource(entities, s.source, event, flagged);
  if (s.destination >= 0 && s.destination !== s.source) countEntity(entities, s.destination, event, flagged);
  if (s.sourceService >= 0) beginPair(s, novelty);
  if (!flagged) learnRelations(s, relations);
  countPartners(s, time);
  countPairs(s, time, event, flagged);
}

function add(entities: EntityState, slot: number, at: number, amount: number): void {
  const to = slot * placesPerEntity + at;
  entities.values[to] = (entities.values[to] ?? 0) + amount;
}

function countEntity(entities: EntityState, slot: number, event: EventFacts, flagged: boolean): void {
  add(entities, slot, place.count1m, 1);
  add(entities, slot, place.count10m, 1);
  add(entities, slot, place.count1h, 1);
  if (!Number.isNaN(event.failure)) {
    add(entities, slot, place.outcomes1h, 1);
    add(entities, slot, place.failures1h, event.failure);
  }
  if (flagged) return;
  add(entities, slot, place.count1d, 1);
  add(entities, slot, place.count7d, 1);
  if (!Number.isNaN(event.time)) entities.hours.learn(slot, event.time);
}

function countSource(entities: EntityState, slot: number, event: EventFacts, flagged: boolean): void {
  countEntity(entities, slot, event, flagged);
  if (!(event.bytesOut >= 0)) return;
  add(entities, slot, place.bytesOut1h, event.bytesOut);
  if (flagged) return;
  add(entities, slot, place.usualBytes7d, event.bytesOut);
  // The slab was brought to this moment before the event was read, so nothing is left to forget.
  learnDamped(entities.values, slot * placesPerEntity + place.logBytes, 1, event.bytesOutLn);
}

function beginPair(s: Subjects, novelty: number): void {
  const at = s.sourceService * placesPerPair;
  if ((s.pairs.values[at + pairPlace.events] ?? 0) === 0) s.pairs.values[at + pairPlace.birth] = novelty;
}

function learnRelations(s: Subjects, relations: Relations): void {
  const { entities, pairs } = s;
  if (s.userSource >= 0) relations.learn(relation.userSource, entities, s.user, 0, pairs, s.userSource);
  if (s.userHost >= 0) relations.learn(relation.userHost, entities, s.user, 1, pairs, s.userHost);
  if (s.sourceService >= 0) relations.learn(relation.sourceService, entities, s.source, 0, pairs, s.sourceService);
  if (s.hostProgram >= 0) relations.learn(relation.hostProgram, entities, s.host, 0, pairs, s.hostProgram);
  if (s.parentChild >= 0) relations.learn(relation.parentChild, entities, s.parent, 0, pairs, s.parentChild);
  if (s.action >= 0) relations.learn(relation.action, entities, s.user >= 0 ? s.user : s.host, 2, pairs, s.action);
}

/**
 * Damped number of distinct partners: each partner counts 2^(-t / 1 h) with t since it was last seen, so meeting one
 * again adds what it had lost. Exact for partners that were not evicted, and needs no sketch.
 */
function countPartners(s: Subjects, time: number): void {
  const { entities } = s;
  if (s.userSource >= 0) {
    const gain = partnerGain(s, s.userSource, time);
    add(entities, s.user, place.partners, gain);
    add(entities, s.source, place.partners + 1, gain);
  }
  if (s.userHost >= 0) add(entities, s.user, place.partners + 1, partnerGain(s, s.userHost, time));
  if (s.sourceService >= 0) {
    const gain = partnerGain(s, s.sourceService, time);
    add(entities, s.source, place.partners, gain);
    if (s.destination >= 0) add(entities, s.destination, place.partners + 2, gain);
  }
  if (s.hostProgram >= 0) add(entities, s.host, place.partners, partnerGain(s, s.hostProgram, time));
}

function partnerGain(s: Subjects, pair: number, time: number): number {
  return 1 - Math.exp(perHour * s.pairs.idleSeconds(pair, time));
}

function countPairs(s: Subjects, time: number, event: EventFacts, flagged: boolean): void {
  const normal = !flagged;
  const { pairs } = s;
  if (s.userSource >= 0) pairs.count(s.userSource, time, 0, normal);
  if (s.userHost >= 0) pairs.count(s.userHost, time, 0, normal);
  if (s.sourceService >= 0) pairs.count(s.sourceService, time, event.bytesOut >= 0 ? event.bytesOut : 0, normal);
  if (s.hostProgram >= 0) pairs.count(s.hostProgram, time, 0, normal);
  if (s.parentChild >= 0) pairs.count(s.parentChild, time, 0, normal);
  if (s.action >= 0) pairs.count(s.action, time, 0, normal);
}
