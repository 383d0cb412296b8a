import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestApi, type TestApi } from "../../testing/api.ts";
import { preparePartitions } from "../../testing/seed.ts";
import { Prisma } from "./generated/client.ts";

let api: TestApi;
beforeAll(async () => {
  api = await createTestApi();
  await preparePartitions(api.app.db);
});
afterAll(() => api.close());

interface Column {
  readonly table: string;
  readonly column: string;
  readonly nullable: boolean;
}

/** Partitions repeat the columns of their table. */
async function columnsInDatabase(): Promise<Column[]> {
  return api.app.db.$queryRaw<Column[]>(Prisma.sql`
    SELECT c.relname AS table, a.attname AS column, NOT a.attnotnull AS nullable
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0
      AND NOT a.attisdropped AND c.relname <> '_prisma_migrations'`);
}

test("every model can be read", async () => {
  const names = Object.values(Prisma.ModelName);
  expect(names.length).toBeGreaterThan(30);
  for (const name of names) {
    const delegate: unknown = Reflect.get(api.app.db, name.charAt(0).toLowerCase() + name.slice(1));
    const findFirst: unknown = Reflect.get(Object(delegate), "findFirst");
    if (typeof findFirst !== "function") throw new Error(`There is no ${name}.`);
    await Reflect.apply(findFirst, delegate, [{}]);
  }
});

test("the models have the tables' columns, all of them, and may be null where those may", async () => {
  const { models } = Reflect.get(api.app.db, "_runtimeDataModel");
  const declared: string[] = [];
  for (const [name, model] of Object.entries<{
    dbName: string | null;
    fields: { name: string; dbName?: string; kind: string; isRequired?: boolean }[];
  }>(models)) {
    for (const field of model.fields.filter(({ kind }) => kind !== "object")) {
      declared.push(`${model.dbName ?? name}.${field.dbName ?? field.name}`);
    }
  }
  const existing = (await columnsInDatabase()).map(({ table, column }) => `${table}.${column}`);
  expect(declared.sort()).toEqual(existing.sort());
});

test("a row written by COPY is read back through Prisma as it was sent", async () => {
  const row = [
    1,
    7,
    "2026-11-22 00:00:01+00",
    "2026-11-22 00:00:00.5+00",
    "f",
    3,
    3002,
    1,
    2,
    4,
    "-9223372036854775808",
    "\\N",
    5,
    "\\N",
    9.25,
    95.5,
    0.75,
    1,
    1,
    2,
    3,
    "sign-in failed",
    4,
    5,
  ];
  const { from } = await import("pg-copy-streams");
  const client = await api.app.pool.connect();
  const stream = client.query(from("COPY event FROM STDIN"));
  const done = new Promise((resolve, reject) => stream.on("finish", resolve).on("error", reject));
  stream.end(`${row.join("\t")}\n`);
  await done;
  client.release();
  expect(await api.app.db.event.findFirst({ where: { stream: 1, id: 7n } })).toEqual({
    stream: 1,
    id: 7n,
    received: new Date("2026-11-22T00:00:01Z"),
    time: new Date("2026-11-22T00:00:00.500Z"),
    timeAdjusted: false,
    source: 3,
    classUid: 3002,
    activityId: 1,
    statusId: 2,
    severityId: 4,
    userId: -(2n ** 63n),
    hostId: null,
    srcId: 5n,
    dstId: null,
    margin: 9.25,
    score: 95.5,
    confidence: 0.75,
    band: 1,
    policyVersion: 1,
    thresholdVersion: 2,
    referenceVersion: 3,
    summary: "sign-in failed",
    modelVersion: 4,
    excepted: 5,
  });
});
