import type { Database } from "../server/db/prisma.ts";

const day = new Date("2026-11-22T00:00:00Z");

/** Makes room for events received on the test's day. */
export async function preparePartitions(db: Database, at: Date = day): Promise<void> {
  for (const stream of [1, 2]) await db.$queryRaw`SELECT ensure_partitions(${stream}::smallint, ${at}::date)::text`;
}

export interface SeededEvent {
  readonly id: number;
  readonly stream?: number;
  readonly score?: number;
  /** Milliseconds after the test's day began. */
  readonly afterMs?: number;
  readonly classUid?: number;
  readonly source?: number;
  readonly userId?: bigint;
  readonly hostId?: bigint;
  readonly srcId?: bigint;
}

/** The log behind seeded events, a block each, so that their offsets are found by time. */
export async function seedLog(db: Database, events: readonly SeededEvent[]): Promise<void> {
  const empty = new Uint8Array();
  await db.block.createMany({
    data: events.map(({ id, stream = 1, afterMs = id * 1000 }) => ({
      stream,
      first: BigInt(id),
      n: 1,
      received: new Date(day.getTime() + afterMs),
      cols: empty,
      raw: empty,
      recordIds: empty,
    })),
  });
  for (const stream of new Set(events.map((event) => event.stream ?? 1))) {
    const own = events.filter((event) => (event.stream ?? 1) === stream);
    const next = BigInt(Math.max(...own.map(({ id }) => id)) + 1);
    await db.logHead.update({ where: { stream }, data: { next } });
  }
}

/** Scored events as the scoring loop would have written them. */
export async function seedEvents(db: Database, events: readonly SeededEvent[]): Promise<void> {
  await db.event.createMany({
    data: events.map(
      ({ id, stream = 1, score = 10, afterMs = id * 1000, classUid = 3002, source = 1, ...entities }) => ({
        stream,
        id: BigInt(id),
        received: new Date(day.getTime() + afterMs),
        time: new Date(day.getTime() + afterMs),
        timeAdjusted: false,
        source,
        classUid,
        activityId: 1,
        statusId: 2,
        severityId: 1,
        margin: score / 10,
        score,
        confidence: 0.75,
        band: score >= 95 ? 1 : 0,
        policyVersion: 1,
        thresholdVersion: 1,
        referenceVersion: 1,
        summary: `event ${id}`,
        ...entities,
      }),
    ),
  });
}

export interface SeededAlert {
  readonly key: string;
  readonly stream?: number;
  readonly severity?: number;
  readonly score?: number;
  readonly lastSeen?: Date;
  readonly title?: string;
  readonly entityIds?: readonly bigint[];
}

/** Open alerts as scoring would have raised them; answers their ids. */
export async function seedAlerts(db: Database, alerts: readonly SeededAlert[]): Promise<number[]> {
  const made = await db.alert.createManyAndReturn({
    select: { id: true },
    data: alerts.map(
      ({ key, stream = 1, severity = 3, score = 97, lastSeen = day, title = `Finding ${key}`, entityIds = [] }) => ({
        stream,
        findingKey: key,
        title,
        reason: `because of ${key}`,
        severity,
        detectors: ["burst"],
        techniques: ["T1110"],
        entities: [{ id: "00000000000000ff", kind: "user", name: "root", role: "actor" }],
        entityIds: [...entityIds],
        firstSeen: day,
        lastSeen,
        eventCount: 1,
        eventId: 1n,
        eventReceived: day,
        margin: score / 10,
        score,
        confidence: 0.75,
        threshold: 9.2,
        thresholdVersion: 1,
        policyVersion: 1,
        contributions: [{ detector: "burst", value: 9.7 }],
        features: [{ name: "failures", value: 40, imputed: false }],
      }),
    ),
  });
  return made.map(({ id }) => Number(id));
}
