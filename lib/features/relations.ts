import { type EntityState, place, placesPerEntity } from "./entity-state.ts";
import { type PairState, pairPlace, placesPerPair } from "./pair-state.ts";
import { Pool } from "./pool.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";

/** Kinds of pairs whose novelty is judged. `owner` is the place among the owner's three relations. */
export const relation = {
  userSource: 0,
  userHost: 1,
  sourceService: 2,
  hostProgram: 3,
  parentChild: 4,
  action: 5,
  service: 6,
} as const;
const relationCount = 7;
/** Events' worth of belief in what all owners do together, before an owner's own history counts. */
const poolWeight = 5;
const perHour = -Math.LN2 / 3600;

/** How often owners of each relation meet someone new: by owner in its slab, here over all of them. */
export class Relations {
  /** Mean number of distinct partners per relation place of each kind of owner, and share of failures, over all. */
  readonly pool = new Pool();
  private readonly events = new Float64Array(relationCount);
  private readonly news = new Float64Array(relationCount);

  /**
   * Novelty of a pair: 0 where the pair was already taken as normal, else the ln odds against this owner meeting a new
   * partner, >= 0. The chance is the owner's own share of new partners, shrunk towards that of all owners: at the start
   * of a stream everything is new, so nothing is surprising. A pair that was flagged is not learnt; its novelty halves
   * every hour instead, by when people have seen the alert, else everything it does would be flagged for ever.
   */
  novelty(
    kind: number,
    time: number,
    entities: EntityState,
    owner: number,
    slotOfOwner: number,
    pairs: PairState,
    pair: number,
  ): number {
    if ((pairs.values[pair * placesPerPair + pairPlace.learnt] ?? 0) > 0) return 0;
    const pooled = ((this.news[kind] ?? 0) + 0.5) / ((this.events[kind] ?? 0) + 1);
    const at = owner * placesPerEntity + slotOfOwner;
    const events = entities.values[at + place.relationEvents] ?? 0;
    const news = entities.values[at + place.relationNew] ?? 0;
    const chance = (news + poolWeight * pooled) / (events + poolWeight);
    if (chance >= 0.5) return 0;
    const age = time - (pairs.values[pair * placesPerPair + pairPlace.first] ?? 0);
    return Math.log((1 - chance) / chance) * Math.exp(perHour * Math.max(0, age / 1000));
  }

  /** Novelty of a service for the whole stream: as above, with the stream as owner. */
  serviceNovelty(entities: EntityState, service: number, time: number): number {
    const at = service * placesPerEntity;
    if ((entities.values[at + place.count7d] ?? 0) > 0) return 0;
    const chance = ((this.news[relation.service] ?? 0) + 0.5) / ((this.events[relation.service] ?? 0) + 1);
    if (chance >= 0.5) return 0;
    const age = Math.max(0, time - (entities.values[at + place.first] ?? 0)) / 1000;
    return Math.log((1 - chance) / chance) * Math.exp(perHour * age);
  }

  learnService(isBirth: boolean): void {
    this.events[relation.service] = (this.events[relation.service] ?? 0) + 1;
    if (isBirth) this.news[relation.service] = (this.news[relation.service] ?? 0) + 1;
  }

  /** Counts one event of an owner's pair; `isBirth`: the pair's first. */
  learn(kind: number, entities: EntityState, owner: number, slotOfOwner: number, isBirth: boolean): void {
    const at = owner * placesPerEntity + slotOfOwner;
    const v = entities.values;
    v[at + place.relationEvents] = (v[at + place.relationEvents] ?? 0) + 1;
    this.events[kind] = (this.events[kind] ?? 0) + 1;
    if (!isBirth) return;
    v[at + place.relationNew] = (v[at + place.relationNew] ?? 0) + 1;
    this.news[kind] = (this.news[kind] ?? 0) + 1;
  }

  save(writer: StateWriter): void {
    writer.put(this.events);
    writer.put(this.news);
    this.pool.save(writer);
  }

  restore(reader: StateReader): void {
    this.events.set(reader.numbers(relationCount));
    this.news.set(reader.numbers(relationCount));
    this.pool.restore(reader);
  }
}
