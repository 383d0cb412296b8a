import { dampedMean, dampedVariance } from "../stats/damped-statistics.ts";
import { type EntityState, place, placesPerEntity } from "./entity-state.ts";
import { feature } from "./feature-table.ts";
import { type Pool, pooled } from "./pool.ts";

const hourSeconds = 3600;

/** Value of one place of an entity. */
function placeOf(entities: EntityState, slot: number, at: number): number {
  return entities.values[slot * placesPerEntity + at] ?? 0;
}

/**
 * Events that are usual in ten minutes, by the faster of the entity's rates over a day and a week; NaN in its first
 * minute. For a young entity this is close to what it just did, so surprise sets in little by little and not for all
 * entities of a new stream at once.
 */
function expected10m(entities: EntityState, slot: number): number {
  const day = placeOf(entities, slot, place.span1d);
  if (day < 60) return Number.NaN;
  const rate1d = placeOf(entities, slot, place.count1d) / day;
  const rate7d = placeOf(entities, slot, place.count7d) / placeOf(entities, slot, place.span7d);
  return Math.max(rate1d, rate7d) * placeOf(entities, slot, place.span10m);
}

function ageLn(entities: EntityState, slot: number): number {
  const seconds = (placeOf(entities, slot, place.last) - placeOf(entities, slot, place.first)) / 1000;
  return Math.log1p(Math.max(0, seconds));
}

/** Events of an entity that weigh as much as what is usual over all entities. */
const poolWeight = 20;

/** Damped number of distinct partners that is usual for the entity at its events, shrunk towards that of all. */
function usualPartners(entities: EntityState, slot: number, which: number, poolMean: number): number {
  const events = placeOf(entities, slot, place.count1d);
  return (placeOf(entities, slot, place.usualPartners + which) + poolWeight * poolMean) / (events + poolWeight);
}

/** Failures of the last hour with this event's, then those that are usual among as many outcomes. NaN without outcomes. */
function writeFailures(state: FeatureState, slot: number, event: EventFacts, v: Float32Array, to: number): void {
  const { entities, pool } = state;
  const outcomes = placeOf(entities, slot, place.outcomes1h) + (Number.isNaN(event.failure) ? 0 : 1);
  if (!(outcomes > 0)) return;
  const failures1d = placeOf(entities, slot, place.failures1d) + poolWeight * pool.mean(pooled.failureShare);
  v[to] = placeOf(entities, slot, place.failures1h) + (event.failure === 1 ? 1 : 0);
  v[to + 1] = (outcomes * failures1d) / (placeOf(entities, slot, place.outcomes1d) + poolWeight);
}

function writePartners(
  state: FeatureState,
  slot: number,
  which: number,
  kind: number,
  v: Float32Array,
  to: number,
): void {
  v[to] = placeOf(state.entities, slot, place.partners + which);
  v[to + 1] = usualPartners(state.entities, slot, which, state.pool.mean(kind));
}

function hourSurprise(entities: EntityState, slot: number, time: number): number {
  return Number.isNaN(time) ? Number.NaN : entities.hours.surprise(slot, time, placeOf(entities, slot, place.first));
}

/** What entity features need to know of the event. `time` is NaN where the event has no time of its own. */
export interface EventFacts {
  time: number;
  failure: number;
  /** ln(1 + bytes out), NaN where unknown. */
  bytesOutLn: number;
  bytesOut: number;
}

/** State that features are read from. */
export interface FeatureState {
  readonly entities: EntityState;
  readonly pool: Pool;
}

export function writeUser(state: FeatureState, slot: number, event: EventFacts, v: Float32Array, at: number): void {
  const { entities } = state;
  v[at + feature.userCount10m] = placeOf(entities, slot, place.count10m) + 1;
  v[at + feature.userExpected10m] = expected10m(entities, slot);
  v[at + feature.userHour] = hourSurprise(entities, slot, event.time);
  writeFailures(state, slot, event, v, at + feature.userFailures1h);
  writePartners(state, slot, 0, pooled.userSources, v, at + feature.userSources1h);
  writePartners(state, slot, 1, pooled.userHosts, v, at + feature.userHosts1h);
  v[at + feature.userAgeLn] = ageLn(entities, slot);
}

export function writeHost(state: FeatureState, slot: number, event: EventFacts, v: Float32Array, at: number): void {
  const { entities } = state;
  v[at + feature.hostCount10m] = placeOf(entities, slot, place.count10m) + 1;
  v[at + feature.hostExpected10m] = expected10m(entities, slot);
  v[at + feature.hostHour] = hourSurprise(entities, slot, event.time);
  writePartners(state, slot, 0, pooled.hostPrograms, v, at + feature.hostPrograms1h);
  v[at + feature.hostAgeLn] = ageLn(entities, slot);
}

export function writeSource(state: FeatureState, slot: number, event: EventFacts, v: Float32Array, at: number): void {
  const { entities } = state;
  v[at + feature.sourceCount1m] = placeOf(entities, slot, place.count1m) + 1;
  v[at + feature.sourceCount10m] = placeOf(entities, slot, place.count10m) + 1;
  v[at + feature.sourceExpected10m] = expected10m(entities, slot);
  v[at + feature.sourceHour] = hourSurprise(entities, slot, event.time);
  writeFailures(state, slot, event, v, at + feature.sourceFailures1h);
  writePartners(state, slot, 0, pooled.sourceServices, v, at + feature.sourceServices1h);
  writePartners(state, slot, 1, pooled.sourceUsers, v, at + feature.sourceUsers1h);
  v[at + feature.sourceAgeLn] = ageLn(entities, slot);
  writeSourceBytes(entities, slot, event, v, at);
}

function writeSourceBytes(entities: EntityState, slot: number, event: EventFacts, v: Float32Array, at: number): void {
  if (!(event.bytesOut >= 0)) return;
  const slab = entities.values;
  const bytes = slot * placesPerEntity + place.logBytes;
  if ((slab[bytes] ?? 0) >= 8) {
    // Half a unit of ln is how much transfers of one kind differ anyway: a constant size must not divide by zero.
    const deviation = Math.sqrt(dampedVariance(slab, bytes)) + 0.5;
    v[at + feature.sourceBytesOutDeviation] = (event.bytesOutLn - dampedMean(slab, bytes)) / deviation;
  }
  const span = placeOf(entities, slot, place.span7d);
  if (span < hourSeconds) return;
  const usual = (placeOf(entities, slot, place.usualBytes7d) / span) * placeOf(entities, slot, place.span1d);
  v[at + feature.sourceUsualBytes1dLn] = Math.log1p(usual);
}

export function writeDestination(state: FeatureState, slot: number, v: Float32Array, at: number): void {
  const { entities } = state;
  v[at + feature.destinationCount10m] = placeOf(entities, slot, place.count10m) + 1;
  v[at + feature.destinationExpected10m] = expected10m(entities, slot);
  writePartners(state, slot, 2, pooled.destinationSources, v, at + feature.destinationSources1h);
  v[at + feature.destinationAgeLn] = ageLn(entities, slot);
}
