import type { EventColumns } from "../event/columns.ts";
import { hashPair } from "../stats/hash.ts";
import { EntityState } from "./entity-state.ts";
import { FailureWindow } from "./failure-window.ts";
import { PairState } from "./pair-state.ts";
import { relation } from "./relations.ts";
import type { StateReader, StateWriter } from "./state-bytes.ts";
import { nameKind, TextIds } from "./text-ids.ts";

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
  userSource = -1;
  userHost = -1;
  sourceService = -1;
  hostProgram = -1;
  parentChild = -1;
  action = -1;
  /** Whom the event is charged to: source address, else user, else host. Text index, 0 where there is none. */
  origin = 0;
  originKind = 0;
  originHigh = 0;
  originLow = 0;
  /** Bit 1 user, 2 host, 4 source, 8 destination: entities met for the first time. */
  met = 0;
  private readonly pairId = new Uint32Array(2);

  constructor(limits: { readonly entities: number; readonly pairs: number }) {
    this.entities = new EntityState(limits.entities);
    this.pairs = new PairState(limits.pairs);
    this.failures = new FailureWindow(Math.max(64, Math.min(limits.entities, 50_000)));
  }

  /** Finds or makes the state of all subjects of a row and brings it to `time` (ms). */
  resolve(columns: EventColumns, row: number, time: number): void {
    this.met = 0;
    const user = columns.user[row] ?? 0;
    const host = columns.host[row] ?? 0;
    const src = columns.src[row] ?? 0;
    const dst = columns.dst[row] ?? 0;
    const parent = columns.parentProcess[row] ?? 0;
    this.user = this.entity(nameKind.user, user, time, 1);
    this.host = this.entity(nameKind.host, host, time, 2);
    this.source = this.entity(nameKind.address, src, time, 4);
    this.destination = this.entity(nameKind.address, dst, time, 8);
    this.parent = this.entity(nameKind.program, parent, time, 0);
    this.chooseOrigin(src, user, host);
    this.resolvePairs(columns, row, time);
  }

  private entity(kind: number, text: number, time: number, bit: number): number {
    if (text === 0) return -1;
    const high = this.ids.high(kind, text);
    const slot = this.entities.touch(high, this.ids.low(kind, text), time);
    if (this.entities.table.isNew) this.met |= bit;
    return slot;
  }

  private chooseOrigin(src: number, user: number, host: number): void {
    this.origin = src !== 0 ? src : user !== 0 ? user : host;
    this.originKind = src !== 0 ? nameKind.address : user !== 0 ? nameKind.user : nameKind.host;
    if (this.origin === 0) this.originKind = 0;
    this.originHigh = this.origin === 0 ? 0 : this.ids.high(this.originKind, this.origin);
    this.originLow = this.origin === 0 ? 0 : this.ids.low(this.originKind, this.origin);
  }

  private resolvePairs(columns: EventColumns, row: number, time: number): void {
    const user = columns.user[row] ?? 0;
    const host = columns.host[row] ?? 0;
    const src = columns.src[row] ?? 0;
    const program = columns.process[row] ?? 0;
    const action = columns.action[row] ?? 0;
    const { user: asUser, host: asHost, address, program: asProgram, word } = nameKind;
    this.userSource = this.pair(relation.userSource, asUser, user, address, src, time);
    this.userHost = this.pair(relation.userHost, asUser, user, asHost, host, time);
    // A name outlives the addresses behind it, so it says better than an address whether a service is new.
    const name = columns.dstName[row] ?? 0;
    const service = name !== 0 ? name : (columns.dst[row] ?? 0);
    const port = (columns.dstPort[row] ?? -1) + 2;
    this.sourceService = this.pair(
      relation.sourceService + 16 * port,
      address,
      src,
      name !== 0 ? word : address,
      service,
      time,
    );
    this.hostProgram = this.pair(relation.hostProgram, asHost, host, asProgram, program, time);
    const parent = columns.parentProcess[row] ?? 0;
    this.parentChild = this.pair(relation.parentChild, asProgram, parent, asProgram, program, time);
    this.action = this.pair(
      relation.action,
      user !== 0 ? asUser : asHost,
      user !== 0 ? user : host,
      word,
      action,
      time,
    );
  }

  private pair(salt: number, kind: number, first: number, otherKind: number, second: number, time: number): number {
    if (first === 0 || second === 0) return -1;
    const { ids } = this;
    const high = ids.high(kind, first);
    const otherHigh = ids.high(otherKind, second);
    hashPair(salt, high, ids.low(kind, first), otherHigh, ids.low(otherKind, second), this.pairId);
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
