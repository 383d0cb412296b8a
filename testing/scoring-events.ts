import { randomUUID } from "node:crypto";
import { classUid, statusId } from "../lib/event/classes.ts";
import { hashRecordId } from "../lib/event/record-id.ts";
import { emptyEvent, type SecurityEvent } from "../lib/event/security-event.ts";
import type { Appender } from "../server/event-log/append.ts";
import type { AppendJob, IncomingRecord } from "../server/event-log/append-job.ts";

/** Ordinary sign-ins and connections of a few people, the same at each call; one in twelve fails. */
export function ordinaryEvents(count: number, startMs: number): SecurityEvent[] {
  return Array.from({ length: count }, (_, i) => {
    const person = (i * 7) % 23;
    const isSignIn = i % 3 === 0;
    return {
      ...emptyEvent(),
      time: startMs + i * 40,
      classUid: isSignIn ? classUid.authentication : classUid.network,
      activityId: 1,
      statusId: isSignIn && i % 12 === 0 ? statusId.failure : statusId.success,
      user: isSignIn ? `user${person}` : null,
      host: `host${person % 5}`,
      srcIp: `10.0.${person % 3}.${person}`,
      dstIp: isSignIn ? null : `192.0.2.${i % 40}`,
      dstPort: isSignIn ? Number.NaN : 443,
      bytesIn: isSignIn ? Number.NaN : 500 + ((i * 37) % 900),
      bytesOut: isSignIn ? Number.NaN : 90 + ((i * 13) % 300),
      action: isSignIn ? "sign-in" : "connect",
    };
  });
}

/** Failed sign-ins from one address within seconds: a burst that no prior calls normal. */
export function failureBurst(count: number, startMs: number, address = "203.0.113.9"): SecurityEvent[] {
  return Array.from({ length: count }, (_, i) => ({
    ...emptyEvent(),
    time: startMs + i * 100,
    classUid: classUid.authentication,
    activityId: 1,
    statusId: statusId.failure,
    user: "root",
    host: "gate",
    srcIp: address,
    action: "sign-in",
  }));
}

interface Place {
  readonly index: number;
  readonly source: number;
  readonly start: number;
  readonly end: number;
}

function recordOf(event: SecurityEvent, place: Place): IncomingRecord {
  const id = event.recordId === null ? { high: 0, low: 0 } : hashRecordId(event.recordId);
  return { ...place, event, format: "test", idHigh: id.high, idLow: id.low, outcome: "accepted" };
}

/** The events as one request. */
export function jobOf(events: readonly SecurityEvent[], receivedMs = Date.now(), source = 1): AppendJob {
  const lines = events.map((event) => JSON.stringify({ user: event.user, time: event.time }));
  let at = 0;
  const records = lines.map((line, index) => {
    const start = at;
    at += line.length + 1;
    const [event = emptyEvent()] = events.slice(index, index + 1);
    return recordOf(event, { index, source, start, end: at - 1 });
  });
  const body = Buffer.from(lines.join("\n"));
  return { batchId: randomUUID(), receivedMs, replay: "", body, records, refusals: [], receipt: null };
}

/** Appends the events in requests of `size`, one block each. */
export async function appendInBlocks(
  appender: Appender,
  events: readonly SecurityEvent[],
  size: number,
): Promise<void> {
  for (let at = 0; at < events.length; at += size) await appender.append(jobOf(events.slice(at, at + size)));
}
