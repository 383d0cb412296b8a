import type { SecurityEvent } from "../event/security-event.ts";
import type { JsonRecord } from "./json-record.ts";
import type { ZoneOffset } from "./time/iso-time.ts";

/** What a reader may know beside the record. */
export interface ReadContext {
  readonly zone: ZoneOffset;
  /** Now, or the start of a replay, ms: decides the year of records that write none. */
  readonly referenceTime: number;
}

/**
 * A kind of JSON record. `recognise` must be true for no record of another format, so that the order in which formats
 * are asked does not matter. `read` fills the event and returns null, or why the record cannot be used.
 */
export interface JsonFormat {
  readonly name: string;
  /** What a record of this format must have, for the refusal of one that was named so and is none. */
  readonly needs: string;
  recognise(record: JsonRecord): boolean;
  read(record: JsonRecord, event: SecurityEvent, context: ReadContext): string | null;
}

/** A kind of text line; as above. */
export interface LineFormat {
  readonly name: string;
  readonly needs: string;
  recognise(line: string): boolean;
  read(line: string, event: SecurityEvent, context: ReadContext): string | null;
}
