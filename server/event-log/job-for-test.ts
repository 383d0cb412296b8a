import { randomUUID } from "node:crypto";
import { hashRecordId } from "../../lib/event/record-id.ts";
import { emptyEvent } from "../../lib/event/security-event.ts";
import type { AppendJob, IncomingRecord, ReceiptKey } from "./append-job.ts";

/** A job of one record per text, with the real record ids given for some of them. For tests. */
export function jobForTest(
  texts: readonly string[],
  options: {
    readonly ids?: readonly (string | null)[];
    readonly receipt?: ReceiptKey;
    readonly receivedMs?: number;
  } = {},
): AppendJob {
  const body = Buffer.from(texts.join("\n"));
  let at = 0;
  const records: IncomingRecord[] = texts.map((text, index) => {
    const start = at;
    const end = start + Buffer.byteLength(text);
    at = end + 1;
    const recordId = options.ids?.[index] ?? null;
    const hash = recordId === null ? { high: 0, low: 0 } : hashRecordId(recordId);
    const event = { ...emptyEvent(), time: 1_700_000_000_000 + index, message: text, recordId };
    const place = { index, event, format: "test", source: 1, start, end };
    return { ...place, idHigh: hash.high, idLow: hash.low, outcome: "accepted" };
  });
  return {
    batchId: randomUUID(),
    receivedMs: options.receivedMs ?? Date.now(),
    replay: "",
    body,
    records,
    refusals: [],
    receipt: options.receipt ?? null,
  };
}
