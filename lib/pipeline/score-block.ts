import type { StateReader, StateWriter } from "../features/state-bytes.ts";
import { blockLength, newScoreBlock, noEntity, viewScoreBlock } from "./score-block-layout.ts";

/** Four entities a row at most. */
const mostEntities = blockLength * 4;
/** A power of two, so that it is at most half full. */
const indexLength = mostEntities * 2;

/** One event as it goes into a block; one object serves all events. */
export interface ScoreBlockRow {
  margin: number;
  floor: number;
  received: number;
  time: number;
  originHigh: number;
  originLow: number;
  what: number;
  source: number;
  classUid: number;
  band: number;
  lead: number;
  leadStated: number;
  sourceSeverity: number;
  excepted: number;
}

/** Gathers what back-tests need of 4,096 offsets. */
export class ScoreBlockBuilder {
  private columns = viewScoreBlock(newScoreBlock(0));
  private readonly entityHigh = new Uint32Array(mostEntities);
  private readonly entityLow = new Uint32Array(mostEntities);
  private entities = 0;
  /** Places of entities + 1 by their id, open addressing. */
  private readonly index = new Uint16Array(indexLength);

  set(at: number, row: ScoreBlockRow): void {
    const { columns } = this;
    const { detail } = columns;
    columns.margin[at] = row.margin;
    columns.originHigh[at] = row.originHigh;
    columns.originLow[at] = row.originLow;
    columns.source[at] = row.source;
    columns.band[at] = row.band;
    detail.floor[at] = row.floor;
    detail.received[at] = row.received;
    detail.time[at] = row.time;
    detail.what[at] = row.what;
    detail.classUid[at] = row.classUid;
    detail.lead[at] = row.lead;
    detail.leadStated[at] = row.leadStated;
    detail.sourceSeverity[at] = row.sourceSeverity;
    detail.excepted[at] = row.excepted;
  }

  /** Writes the place of an entity, by the halves of its id (both 0: none), into one of the four columns. */
  setEntity(column: "user" | "host" | "src" | "dst", at: number, high: number, low: number): void {
    this.columns.detail[column][at] = high === 0 && low === 0 ? noEntity : this.placeOf(high, low);
  }

  private placeOf(high: number, low: number): number {
    const { index, entityHigh, entityLow } = this;
    for (let slot = low & (indexLength - 1); ; slot = (slot + 1) & (indexLength - 1)) {
      const place = (index[slot] ?? 0) - 1;
      if (place >= 0) {
        if (entityLow[place] === low && entityHigh[place] === high) return place;
        continue;
      }
      const fresh = this.entities;
      entityHigh[fresh] = high;
      entityLow[fresh] = low;
      this.entities += 1;
      index[slot] = fresh + 1;
      return fresh;
    }
  }

  /** The block's bytes; the next block starts empty. */
  take(): Uint8Array {
    const body = newScoreBlock(this.entities);
    const whole = viewScoreBlock(body);
    this.copyTo(whole);
    whole.detail.entityHigh.set(this.entityHigh.subarray(0, this.entities));
    whole.detail.entityLow.set(this.entityLow.subarray(0, this.entities));
    this.columns = viewScoreBlock(newScoreBlock(0));
    this.index.fill(0);
    this.entities = 0;
    return new Uint8Array(body);
  }

  private copyTo(to: ReturnType<typeof viewScoreBlock>): void {
    const body = to.margin.buffer;
    const from = this.columns.margin.buffer;
    new Uint8Array(body).set(new Uint8Array(from).subarray(8), 8);
  }

  save(writer: StateWriter): void {
    writer.put(new Uint8Array(this.columns.margin.buffer));
    writer.put(this.entityHigh.subarray(0, this.entities));
    writer.put(this.entityLow.subarray(0, this.entities));
  }

  restore(reader: StateReader): void {
    const body = newScoreBlock(0);
    new Uint8Array(body).set(reader.sized(reader.octets(), body.byteLength));
    this.columns = viewScoreBlock(body);
    const high = reader.words();
    const low = reader.sized(reader.words(), high.length);
    this.index.fill(0);
    this.entities = 0;
    for (let i = 0; i < high.length; i += 1) this.placeOf(high[i] ?? 0, low[i] ?? 0);
  }
}
