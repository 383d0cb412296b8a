import { setImmediate as nextTurn } from "node:timers/promises";
import { hashRecordId } from "../../../lib/event/record-id.ts";
import { defaultLimits } from "../../../lib/normalise/limits.ts";
import { createNormaliser, type Normalised } from "../../../lib/normalise/normalise.ts";
import { splitRecords } from "../../../lib/normalise/split-records.ts";
import type { RecordRange, SplitResult } from "../../../lib/normalise/split-result.ts";
import type { IncomingRecord, Refusal } from "../../event-log/append-job.ts";
import type { SourceRegistry } from "../../sources/source-registry.ts";
import { zoneOffset } from "../../sources/zone-offset.ts";
import { ingestLimits } from "./ingest-limits.ts";

export interface BodyToParse {
  readonly body: Buffer;
  readonly stream: number;
  readonly sourceName: string;
  /** As the sender named it: `auto`, a format, or a family of formats. */
  readonly format: string;
  readonly receivedMs: number;
}

/** The first bytes of a refused record, for people to look at. */
export interface RefusedSample {
  readonly source: number;
  readonly reason: string;
  readonly head: Buffer;
}

export interface ParsedBody {
  readonly records: IncomingRecord[];
  readonly refusals: Refusal[];
  readonly samples: RefusedSample[];
}

const mostSamples = 5;
const sampleBytes = 256;
const noId = { high: 0, low: 0 } as const;

/** Where the records that could not be cut out may begin: behind the record before them. */
function startOfRejected(split: SplitResult, index: number): number {
  let start = 0;
  for (const record of split.records) {
    if (record.index > index) break;
    start = record.offset + record.length;
  }
  return start;
}

/**
 * Cuts a body into records and reads each, in turns of some milliseconds so that other sockets are served in between.
 * What cannot be read is refused alone, with the reason.
 */
export async function parseBody(input: BodyToParse, registry: SourceRegistry): Promise<ParsedBody> {
  const { body, stream, sourceName: name, format, receivedMs } = input;
  const requestSource = registry.known({ stream, name, format }) ?? (await registry.ensure({ stream, name, format }));
  const split = splitRecords(body, { ...defaultLimits, records: ingestLimits.bodyRecords });
  const context = { format, zone: zoneOffset(requestSource.zone), referenceTime: receivedMs, limits: defaultLimits };
  const normaliser = createNormaliser(context);
  const parsed: ParsedBody = { records: [], refusals: [], samples: [] };
  const sources = new Map<string, number>();

  function refuse(index: number, reason: string, start: number): void {
    parsed.refusals.push({ index, reason, source: requestSource.id });
    if (parsed.samples.length >= mostSamples) return;
    const head = Buffer.from(body.subarray(start, start + sampleBytes));
    parsed.samples.push({ source: requestSource.id, reason, head });
  }

  async function learnSource(found: string): Promise<void> {
    const wanted = { stream, name, format: found };
    const { id } = registry.known(wanted) ?? (await registry.ensure(wanted));
    sources.set(found, id);
  }

  function accept(range: RecordRange, { event, format: found }: Extract<Normalised, { ok: true }>): void {
    const id = event.recordId === null ? noId : hashRecordId(event.recordId);
    const place = {
      start: range.offset,
      end: range.offset + range.length,
      source: sources.get(found) ?? requestSource.id,
    };
    const { index } = range;
    parsed.records.push({ index, event, format: found, ...place, idHigh: id.high, idLow: id.low, outcome: "accepted" });
  }

  for (const { index, reason } of split.rejected) refuse(index, reason, startOfRejected(split, index));
  let turn = 0;
  for (const range of split.records) {
    turn += 1;
    if (turn % ingestLimits.sliceRecords === 0) await nextTurn();
    const result = normaliser.normalise(body, range.offset, range.length);
    if (!result.ok) {
      refuse(range.index, result.reason, range.offset);
      continue;
    }
    if (!sources.has(result.format)) await learnSource(result.format);
    accept(range, result);
  }
  return parsed;
}
