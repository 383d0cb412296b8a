import { dampedMean, dampedVariance } from "../stats/damped-statistics.ts";
import { type EntityState, place, placesPerEntity } from "./entity-state.ts";
import { feature } from "./feature-table.ts";

const hourSeconds = 3600;

/** Value of one place of an entity. */
function valueOf(entities: EntityState, slot: number, at: number): number {
  return entities.values[slot * placesPerEntity + at] ?? 0;
}

/** Events that are usual in ten minutes, by the faster of the entity's rates over a day and a week; NaN in its first hour. */
function expected10m(entities: EntityState, slot: number): number {
  const day = valueOf(entities, slot, place.span1d);
  if (day < hourSeconds) return Number.NaN;
  const rate1d = valueOf(entities, slot, place.count1d) / day;
  const rate7d = valueOf(entities, slot, place.count7d) / valueOf(entities, slot, place.span7d);
  return Math.max(rate1d, rate7d) * valueOf(entities, slot, place.span10m);
}

function ageLn(entities: EntityState, slot: number): number {
  const seconds = (valueOf(entities, slot, place.last) - valueOf(entities, slot, place.first)) / 1000;
  return Math.log1p(Math.max(0, seconds));
}

/** Share of failures among outcomes of the last hour, this event's included; NaN without any outcome. */
function failureShare(entities: EntityState, slot: number, failure: number): number {
  const known = Number.isNaN(failure) ? 0 : 1;
  const failures = valueOf(entities, slot, place.failures1h) + (failure === 1 ? 1 : 0);
  return failures / (valueOf(entities, slot, place.outcomes1h) + known);
}

function hourSurprise(entities: EntityState, slot: number, time: number): number {
  return Number.isNaN(time) ? Number.NaN : entities.hours.surprise(slot, time, valueOf(entities, slot, place.first));
}

/** What entity features need to know of the event. `time` is NaN where the event has no time of its own. */
export interface EventFacts {
  time: number;
  failure: number;
  /** ln(1 + bytes out), NaN where unknown. */
  bytesOutLn: number;
  bytesOut: number;
}

export function writeUser(entities: EntityState, slot: number, event: EventFacts, v: Float32Array, at: number): void {
  v[at + feature.userCount10m] = valueOf(entities, slot, place.count10m) + 1;
  v[at + feature.userExpected10m] = expected10m(entities, slot);
  v[at + feature.userCount1d] = valueOf(entities, slot, place.count1d) + 1;
  v[at + feature.userHour] = hourSurprise(entities, slot, event.time);
  v[at + feature.userFailureShare1h] = failureShare(entities, slot, event.failure);
  v[at + feature.userSources1h] = valueOf(entities, slot, place.partners);
  v[at + feature.userHosts1h] = valueOf(entities, slot, place.partners + 1);
  v[at + feature.userAgeLn] = ageLn(entities, slot);
}

export function writeHost(entities: EntityState, slot: number, event: EventFacts, v: Float32Array, at: number): void {
  v[at + feature.hostCount10m] = valueOf(entities, slot, place.count10m) + 1;
  v[at + feature.hostExpected10m] = expected10m(entities, slot);
  v[at + feature.hostCount1d] = valueOf(entities, slot, place.count1d) + 1;
  v[at + feature.hostHour] = hourSurprise(entities, slot, event.time);
  v[at + feature.hostPrograms1h] = valueOf(entities, slot, place.partners);
  v[at + feature.hostAgeLn] = ageLn(entities, slot);
}

export function writeSource(entities: EntityState, slot: number, event: EventFacts, v: Float32Array, at: number): void {
  v[at + feature.sourceCount1m] = valueOf(entities, slot, place.count1m) + 1;
  v[at + feature.sourceCount10m] = valueOf(entities, slot, place.count10m) + 1;
  v[at + feature.sourceExpected10m] = expected10m(entities, slot);
  v[at + feature.sourceCount1h] = valueOf(entities, slot, place.count1h) + 1;
  v[at + feature.sourceHour] = hourSurprise(entities, slot, event.time);
  v[at + feature.sourceFailureShare1h] = failureShare(entities, slot, event.failure);
  v[at + feature.sourceServices1h] = valueOf(entities, slot, place.partners);
  v[at + feature.sourceUsers1h] = valueOf(entities, slot, place.partners + 1);
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
  v[at + feature.sourceBytesOut1hLn] = Math.log1p(valueOf(entities, slot, place.bytesOut1h) + event.bytesOut);
  const span = valueOf(entities, slot, place.span7d);
  if (span < hourSeconds) return;
  const usual = (valueOf(entities, slot, place.usualBytes7d) / span) * valueOf(entities, slot, place.span1d);
  v[at + feature.sourceUsualBytes1dLn] = Math.log1p(usual);
}

export function writeDestination(entities: EntityState, slot: number, v: Float32Array, at: number): void {
  v[at + feature.destinationCount10m] = valueOf(entities, slot, place.count10m) + 1;
  v[at + feature.destinationExpected10m] = expected10m(entities, slot);
  v[at + feature.destinationSources1h] = valueOf(entities, slot, place.partners + 2);
  v[at + feature.destinationAgeLn] = ageLn(entities, slot);
}
