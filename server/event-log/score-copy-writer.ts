import { storableMs } from "./storable-time.ts";

const epochMs2000 = 946_684_800_000;
const twoTo32 = 4_294_967_296;

/** Signature, flags and length of the extension: what data in COPY's binary format begins with. */
const formatHead = Buffer.from("5047434f50590aff0d0a00" + "00000000" + "00000000", "hex");
/** Bytes of the format beside the rows. */
export const copyFrameBytes = formatHead.length + 2;

/** Writes rows in COPY's binary format, field after field, into one buffer that must be large enough. */
export class CopyWriter {
  private readonly view: DataView;
  private at = formatHead.length;

  constructor(private readonly out: Buffer) {
    this.view = new DataView(out.buffer, out.byteOffset, out.length);
    formatHead.copy(out);
  }

  beginRow(fields: number): void {
    this.view.setInt16(this.at, fields);
    this.at += 2;
  }

  /** Ends the data; returns what was written. */
  end(): Buffer {
    this.view.setInt16(this.at, -1);
    return this.out.subarray(0, this.at + 2);
  }

  flag(value: number): void {
    this.view.setInt32(this.at, 1);
    this.view.setUint8(this.at + 4, value);
    this.at += 5;
  }

  short(value: number): void {
    this.view.setInt32(this.at, 2);
    this.view.setInt16(this.at + 4, value);
    this.at += 6;
  }

  int(value: number): void {
    this.view.setInt32(this.at, 4);
    this.view.setInt32(this.at + 4, value);
    this.at += 8;
  }

  /** A 64-bit number as its two halves. */
  long(high: number, low: number): void {
    this.view.setInt32(this.at, 8);
    this.view.setUint32(this.at + 4, high);
    this.view.setUint32(this.at + 8, low);
    this.at += 12;
  }

  /** An entity id, the halves of a signed 64-bit number; NULL where both are 0. */
  id(high: number, low: number): void {
    if (high === 0 && low === 0) {
      this.view.setInt32(this.at, -1);
      this.at += 4;
    } else this.long(high, low);
  }

  /** A whole number below 2^53. */
  whole(value: number): void {
    this.long(Math.floor(value / twoTo32) >>> 0, value >>> 0);
  }

  /** A timestamp, from ms since 1970: microseconds since 2000. */
  time(ms: number): void {
    const micros = Math.round((storableMs(ms) - epochMs2000) * 1000);
    const high = Math.floor(micros / twoTo32);
    this.long(high >>> 0, (micros - high * twoTo32) >>> 0);
  }

  double(value: number): void {
    this.view.setInt32(this.at, 8);
    this.view.setFloat64(this.at + 4, value);
    this.at += 12;
  }

  float(value: number): void {
    this.view.setInt32(this.at, 4);
    this.view.setFloat32(this.at + 4, value);
    this.at += 8;
  }

  text(value: string): void {
    const length = this.out.write(value, this.at + 4, "utf8");
    this.view.setInt32(this.at, length);
    this.at += 4 + length;
  }
}
