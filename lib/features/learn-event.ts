import { learnDamped } from "../stats/damped-statistics.ts";
import type { EventFacts } from "./entity-features.ts";
import { type EntityState, place, placesPerEntity } from "./entity-state.ts";
import { learnRelations } from "./learn-relations.ts";
import { pairPlace, placesPerPair } from "./pair-state.ts";
import { type Pool, pooled } from "./pool.ts";
import type { Relations } from "./relations.ts";
import type { Subjects } from "./subjects.ts";

const perHour = -Math.LN2 / 3600;

/**
 * Folds one event into the state of its subjects. Short memories count it always, what is usual only if it was not
 * flagged. `novelty`: surprise of the pair of source and service, kept as its birth if the pair is new;
 * `serviceNovelty` likewise for the service.
 */
export function learnEvent(
  s: Subjects,
  relations: Relations,
  event: EventFacts,
  time: number,
  flagged: boolean,
  novelty: number,
  serviceNovelty: number,
): void {
  const { entities } = s;
  if (s.user >= 0) countEntity(entities, s.user, event, flagged);
  if (s.host >= 0) countEntity(entities, s.host, event, flagged);
  if (s.source >= 0) countSource(entities, s.source, event, flagged);
  if (s.destination >= 0 && s.destination !== s.source) countEntity(entities, s.destination, event, flagged);
  if (s.service >= 0 && s.service !== s.destination) countEntity(entities, s.service, event, flagged);
  if (s.sourceService >= 0) beginPair(s, novelty);
  if (s.service >= 0) {
    relations.learnService(s.isServiceNew);
    if (s.isServiceNew) entities.values[s.service * placesPerEntity + place.birth] = serviceNovelty;
  }
  learnRelations(s, relations, !flagged);
  if (!flagged) learnUsual(s, relations.pool, event);
  countPartners(s, time);
  countPairs(s, time, event, flagged);
}

function add(entities: EntityState, slot: number, at: number, amount: number): void {
  const to = slot * placesPerEntity + at;
  entities.values[to] = (entities.values[to] ?? 0) + amount;
}

function countEntity(entities: EntityState, slot: number, event: EventFacts, flagged: boolean): void {
  add(entities, slot, place.count1m, 1);
  add(entities, slot, place.count1h, 1);
  if (!Number.isNaN(event.failure)) {
    add(entities, slot, place.outcomes1h, 1);
    add(entities, slot, place.failures1h, event.failure);
  }
  if (flagged) return;
  add(entities, slot, place.count10m, 1);
  add(entities, slot, place.count1d, 1);
  add(entities, slot, place.count7d, 1);
  if (!Number.isNaN(event.failure)) {
    add(entities, slot, place.outcomes1d, 1);
    add(entities, slot, place.failures1d, event.failure);
  }
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

/** What is usual: how many partners the entities had before this event, and how often anything fails. */
function learnUsual(s: Subjects, pool: Pool, event: EventFacts): void {
  if (!Number.isNaN(event.failure)) pool.learn(pooled.failureShare, event.failure);
  if (s.user >= 0) {
    learnPartners(s, s.user, 0, pool, pooled.userSources);
    learnPartners(s, s.user, 1, pool, pooled.userHosts);
  }
  if (s.host >= 0) learnPartners(s, s.host, 0, pool, pooled.hostPrograms);
  if (s.source >= 0) {
    learnPartners(s, s.source, 0, pool, pooled.sourceServices);
    learnPartners(s, s.source, 1, pool, pooled.sourceUsers);
  }
  if (s.destination >= 0) learnPartners(s, s.destination, 2, pool, pooled.destinationSources);
}

function learnPartners(s: Subjects, slot: number, which: number, pool: Pool, kind: number): void {
  const partners = s.entities.values[slot * placesPerEntity + place.partners + which] ?? 0;
  add(s.entities, slot, place.usualPartners + which, partners);
  pool.learn(kind, partners);
}

function beginPair(s: Subjects, novelty: number): void {
  const at = s.sourceService * placesPerPair;
  if ((s.pairs.values[at + pairPlace.events] ?? 0) === 0) s.pairs.values[at + pairPlace.birth] = novelty;
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
  const idle = s.pairs.idleSeconds(pair, time);
  return idle === Number.POSITIVE_INFINITY ? 1 : 1 - Math.exp(perHour * idle);
}

function countPairs(s: Subjects, time: number, event: EventFacts, flagged: boolean): void {
  const normal = !flagged;
  const { pairs } = s;
  if (s.userSource >= 0) pairs.count(s.userSource, time, normal);
  if (s.userHost >= 0) pairs.count(s.userHost, time, normal);
  if (s.hostProgram >= 0) pairs.count(s.hostProgram, time, normal);
  if (s.parentChild >= 0) pairs.count(s.parentChild, time, normal);
  if (s.action >= 0) pairs.count(s.action, time, normal);
  if (s.sourceService < 0) return;
  pairs.learnContact(s.sourceService, time, event.bytesOut >= 0 ? event.bytesOut : 0);
  pairs.count(s.sourceService, time, normal);
}
