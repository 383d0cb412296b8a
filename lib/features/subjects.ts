import type { EventColumns } from "../event/columns.ts";
import { hashPair } from "../stats/hash.ts";
import { EntityState } from "./entity-state.ts";
import { FailureWindow } from "./failure-window.ts";
import { PairState } from "./pair-state.ts";
import { relation } from "./relations.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";
import { nameKind, TextIds } from "./text-ids.ts";

/** Names in a row whose ids are kept until the next row. */
export const name = {
  user: 0,
  host: 1,
  source: 2,
  destination: 3,
  parent: 4,
  program: 5,
  action: 6,
  service: 7,
} as const;

/**
 * Who an event is about: slots of its entities and pairs in the state, -1 where it has none. Reused from event to
 * event, so that looking them up allocates nothing.
 */
export class Subjects {
  readonly ids = new TextIds();
  readonly entities: EntityState;
  readonly pairs: PairState;
  readonly failures: FailureWindow;

  user = -1;
  host = -1;
  source = -1;
  destination = -1;
  parent = -1;
  /** The destination by its name, else by its address. */
  service = -1;
  /** The event is the first of its service. */
  isServiceNew = false;
  userSource = -1;
  userHost = -1;
  sourceService = -1;
  hostProgram = -1;
  parentChild = -1;
  action = -1;
  /** Whom the event is charged to: source address, else user, else host. Text index, 0 where there is none. */
  origin = 0;
  originHigh = 0;
  originLow = 0;
  /** Bit 1 user, 2 host, 4 source, 8 destination, 16 named service: entities met for the first time. */
  met = 0;
  private readonly pairId = new Uint32Array(2);
  private readonly named = new Uint32Array(16);

  constructor(limits: { readonly entities: number; readonly pairs: number }) {
    this.entities = new EntityState(limits.entities);
    this.pairs = new PairState(limits.pairs);
    this.failures = new FailureWindow(Math.max(64, Math.min(limits.entities, 50_000)));
  }

  /** Finds or makes the state of all subjects of a row and brings it to `time` (ms). */
  resolve(columns: EventColumns, row: number, time: number): void {
    this.identify(name.user, nameKind.user, columns.user[row] ?? 0);
    this.identify(name.host, nameKind.host, columns.host[row] ?? 0);
    this.identify(name.source, nameKind.address, columns.src[row] ?? 0);
    this.identify(name.destination, nameKind.address, columns.dst[row] ?? 0);
    this.identify(name.parent, nameKind.program, columns.parentProcess[row] ?? 0);
    this.identify(name.program, nameKind.program, columns.process[row] ?? 0);
    this.identify(name.action, nameKind.word, columns.action[row] ?? 0);
    this.identify(name.service, nameKind.word, columns.dstName[row] ?? 0);
    this.met = 0;
    this.user = this.entity(name.user, time, 1);
    this.host = this.entity(name.host, time, 2);
    this.source = this.entity(name.source, time, 4);
    this.destination = this.entity(name.destination, time, 8);
    this.service = this.has(name.service) ? this.entity(name.service, time, 16) : this.destination;
    this.isServiceNew = (this.met & (this.has(name.service) ? 16 : 8)) !== 0;
    this.parent = this.entity(name.parent, time, 0);
    this.chooseOrigin(columns, row);
    this.resolvePairs(time, columns.dstPort[row] ?? -1);
  }

  private resolvePairs(time: number, port: number): void {
    this.userSource = this.pair(relation.userSource, name.user, name.source, time);
    this.userHost = this.pair(relation.userHost, name.user, name.host, time);
    this.hostProgram = this.pair(relation.hostProgram, name.host, name.program, time);
    this.parentChild = this.pair(relation.parentChild, name.parent, name.program, time);
    this.action = this.pair(relation.action, this.user >= 0 ? name.user : name.host, name.action, time);
    // A name outlives the addresses behind it, so it says better than an address whether a service is new.
    const service = this.has(name.service) ? name.service : name.destination;
    this.sourceService = this.pair(relation.sourceService + 16 * (port + 2), name.source, service, time);
  }

  /** Halves of the id of one of the names of the row that was resolved last; both 0 where it has none. */
  high(which: number): number {
    return this.named[2 * which] ?? 0;
  }

  low(which: number): number {
    return this.named[2 * which + 1] ?? 0;
  }

  private has(which: number): boolean {
    return this.named[2 * which] !== 0 || this.named[2 * which + 1] !== 0;
  }

  private identify(which: number, kind: number, text: number): void {
    const { named, ids } = this;
    named[2 * which] = text === 0 ? 0 : ids.high(kind, text);
    named[2 * which + 1] = text === 0 ? 0 : ids.low(kind, text);
  }

  private entity(which: number, time: number, bit: number): number {
    if (!this.has(which)) return -1;
    const slot = this.entities.touch(this.high(which), this.low(which), time);
    if (this.entities.table.isNew) this.met |= bit;
    return slot;
  }

  private chooseOrigin(columns: EventColumns, row: number): void {
    const which = this.source >= 0 ? name.source : this.user >= 0 ? name.user : name.host;
    const column = this.source >= 0 ? columns.src : this.user >= 0 ? columns.user : columns.host;
    this.origin = column[row] ?? 0;
    this.originHigh = this.high(which);
    this.originLow = this.low(which);
  }

  private pair(salt: number, first: number, second: number, time: number): number {
    if (!this.has(first) || !this.has(second)) return -1;
    hashPair(salt, this.high(first), this.low(first), this.high(second), this.low(second), this.pairId);
    return this.pairs.touch(this.pairId[0] ?? 0, this.pairId[1] ?? 0, time);
  }

  save(writer: StateWriter): void {
    this.entities.save(writer);
    this.pairs.save(writer);
    this.failures.save(writer);
  }

  restore(reader: StateReader): void {
    this.entities.restore(reader);
    this.pairs.restore(reader);
    this.failures.restore(reader);
  }
}
