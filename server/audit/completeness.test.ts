import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApi, type TestApi } from "../../testing/api.ts";
import type { ChangingCall, World } from "../../testing/changing-call.ts";
import { changingCalls } from "../../testing/changing-calls.ts";
import type { Route } from "../http/define-route.ts";
import { routes } from "../http/registry.ts";

let api: TestApi;
let world: World;
let superuser: pg.Client;
beforeAll(async () => {
  api = await createTestApi();
  world = { api, admin: await api.person("admin") };
  superuser = new pg.Client({ connectionString: api.superuserUrl });
  await superuser.connect();
  await superuser.query(`CREATE FUNCTION refuse_entry() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no room for the entry'; END $$`);
}, 60_000);
afterAll(async () => {
  await superuser.end();
  await api.close();
});

/** Change nothing that counts: what a link invites to is read; a factor that is set up is none before a code enables it. */
const readsOnly = new Set([
  "POST /api/v1/invitations/open",
  "POST /api/v1/session/second-factor/setup",
  "POST /api/v1/policies/preview",
]);
/** Their calls need more than a database; each says where its entry is asked for instead. */
const askedElsewhere: Readonly<Record<string, string>> = {
  "POST /api/v1/dead-letters/replay": "server/scoring/dead-letters.test.ts",
  "POST /api/v1/streams/{id}/remove": "server/streams/remove-stream.test.ts",
};
const nameOf = ({ method, path }: Route) => `${method} ${path}`;
const changing = routes.filter((route) => route.method !== "GET" && !readsOnly.has(nameOf(route)));
/** Attempts and use are counted whether or not what was asked for is done. Whether a factor is in force is in `user`. */
const countersOnly = ["rate_limit", "session", "second_factor", "audit_entry"];

/** A digest of each table's rows; when somebody was last seen is not what they changed. */
async function stateOfTables(): Promise<Map<string, string>> {
  const { rows: tables } = await superuser.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition",
  );
  const parts = tables
    .filter(({ name }) => !countersOnly.includes(name))
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, md5(coalesce(string_agg(r, '|' ORDER BY r), '')) AS digest FROM (SELECT (to_jsonb(t) - 'last_seen_at')::text AS r FROM "${name}" t) rows`,
    );
  const { rows } = await superuser.query<{ name: string; digest: string }>(parts.join(" UNION ALL "));
  return new Map(rows.map(({ name, digest }) => [name, digest]));
}

function send(route: Route, { path, cookie, body }: Pick<ChangingCall, "path" | "cookie" | "body">): Promise<Response> {
  return api.ask(route.method, path, {
    ...(cookie === undefined ? {} : { cookie }),
    ...(body === undefined ? {} : { body }),
  });
}

const entriesOf = (response: Response) =>
  api.app.db.auditEntry.findMany({ where: { requestId: response.headers.get("x-request-id") ?? "none" } });

async function withoutRoomForEntries<T>(work: () => Promise<T>): Promise<T> {
  await superuser.query("CREATE TRIGGER refuse_entry BEFORE INSERT ON audit_entry EXECUTE FUNCTION refuse_entry()");
  try {
    return await work();
  } finally {
    await superuser.query("DROP TRIGGER refuse_entry ON audit_entry");
  }
}

test("every route that changes something has its call in testing/changing-calls.ts", () => {
  const covered = [...Object.keys(changingCalls), ...Object.keys(askedElsewhere)].sort();
  expect(covered).toEqual(changing.map(nameOf).sort());
});

const called = changing.flatMap((route) => {
  const prepare = changingCalls[nameOf(route)];
  return prepare === undefined ? [] : [[nameOf(route), route, prepare] as const];
});

describe.each(called)("%s", (_name, route, prepare) => {
  test("is in the record, with who and from where, and not without it", async () => {
    const call = await prepare(world);
    // First with a record that takes no entry: then nothing of the change may be there either.
    const before = await stateOfTables();
    const failed = await withoutRoomForEntries(() => send(route, call));
    expect(failed.status).toBeGreaterThanOrEqual(500);
    const after = await stateOfTables();
    expect([...after].filter(([name, digest]) => before.get(name) !== digest)).toEqual([]);

    // Another call: a code that was shown once is used up.
    const done = await send(route, await prepare(world));
    expect([done.status, done.status === route.status ? "" : await done.text()]).toEqual([route.status, ""]);
    const entries = await entriesOf(done);
    expect(entries.length).toBeGreaterThanOrEqual(1);
    for (const entry of entries) expect(entry).toMatchObject({ outcome: "success", address: "192.0.2.1" });
  });

  test("refused, it leaves no entry that says it was done, and changes nothing", async () => {
    const call = await prepare(world);
    if (call.refused === null) return;
    const before = await stateOfTables();
    const refused = await send(route, { ...call, ...call.refused });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    expect(refused.status).toBeLessThan(500);
    expect((await entriesOf(refused)).filter(({ outcome }) => outcome !== "failure")).toEqual([]);
    const after = await stateOfTables();
    expect([...after].filter(([name, digest]) => before.get(name) !== digest)).toEqual([]);
  });
});
