import { drawInteger } from "../stats/draw.ts";
import type { Random } from "../stats/random.ts";

/** The numbers and ids that products hand out as they write: counted where they count, random where they draw. */
export interface Identifiers {
  /** Zeek connection uid: `C` and 17 letters or digits. */
  zeekUid(): string;
  /** Event record number of one channel on one Windows machine: without gaps. */
  recordNumber(computer: string, channel: string): number;
  /** Lower-case UUID, version 4. */
  uuid(): string;
  /** Hexadecimal digits in lower case. */
  hex(digits: number): string;
  /** Letters and digits, as keys are printed. */
  letters(count: number): string;
  /** A port of the range from which clients are served. */
  clientPort(): number;
  /** Process id: a multiple of four on Windows, any on others. */
  processId(): number;
  /** Whole microseconds below a millisecond, for products that write them. */
  microseconds(): number;
  integer(low: number, high: number): number;
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/**
 * Record numbers begin at a figure that grows with the start time by ten a second, faster than any machine logs: a
 * demonstration that is started again tomorrow must not hand out numbers that would count as seen before.
 */
export function createIdentifiers(random: Random, startTime: number): Identifiers {
  const firstRecordNumber = Math.max(1, Math.floor((startTime - Date.UTC(2020, 0, 1)) / 100));
  const recordNumbers = new Map<string, number>();
  const integer = (low: number, high: number) => drawInteger(random, low, high);
  const hex = (digits: number) => {
    let text = "";
    while (text.length < digits) text += random.uint32().toString(16).padStart(8, "0");
    return text.slice(0, digits);
  };
  const letters = (count: number) => {
    let text = "";
    while (text.length < count) text += alphabet.charAt(random.uint32() % alphabet.length);
    return text;
  };
  return {
    zeekUid: () => `C${letters(17)}`,
    letters,
    recordNumber(computer, channel) {
      const key = `${computer}\n${channel}`;
      const number = (recordNumbers.get(key) ?? firstRecordNumber) + 1;
      recordNumbers.set(key, number);
      return number;
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${"89ab".charAt(integer(0, 3))}${hex(3)}-${hex(12)}`,
    hex,
    clientPort: () => integer(49_152, 65_535),
    processId: () => 4 * integer(300, 6_000),
    microseconds: () => integer(0, 999),
    integer,
  };
}
