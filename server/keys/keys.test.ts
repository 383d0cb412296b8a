import { expect, test } from "vitest";
import { createTestApi } from "../../testing/api.ts";
import { createKeyUse } from "./key-use.ts";

test("keys are listed newest first, page by page, with when and from where each was used", async () => {
  let clock = new Date();
  const inDays = (days: number) => new Date(clock.getTime() + days * 86_400_000);
  const api = await createTestApi({ now: () => clock });
  const { cookie } = await api.person("admin");
  const body = { stream: "main", scopes: ["read"], loopbackOnly: true, expiresAt: inDays(1).toISOString() };
  const made: { key: { id: string }; secret: string }[] = [];
  for (const name of ["one", "two", "three"]) {
    const answer = await api.ask("POST", "/api/v1/keys", { cookie, body: { ...body, name } });
    made.push(await answer.json());
  }
  const list = async (query: string) => (await api.ask("GET", `/api/v1/keys?${query}`, { cookie })).json();
  const first = await list("limit=2");
  const second = await list(`limit=2&cursor=${first.nextCursor}`);
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(["three", "two", "one"]);
  expect(first.items[0]).toMatchObject({ loopbackOnly: true, lastUsedAt: null, lastUsedAddress: null });

  const [one, two] = made;
  expect((await api.ask("GET", "/api/v1/sources", { key: one?.secret ?? "", address: "192.0.2.9" })).status).toBe(401);
  expect((await api.ask("GET", "/api/v1/sources", { key: one?.secret ?? "", address: "127.0.0.1" })).status).toBe(200);
  await api.app.keyUse.flush();
  const used = (await list("")).items.find(({ name }: { name: string }) => name === "one");
  expect(used).toMatchObject({ lastUsedAddress: "127.0.0.1" });
  expect(Date.parse(used.lastUsedAt)).toBeGreaterThan(0);

  await api.ask("DELETE", `/api/v1/keys/${two?.key.id}`, { cookie });
  expect((await list("state=active")).items.map(({ name }: { name: string }) => name)).toEqual(["three", "one"]);
  clock = inDays(2);
  expect((await list("state=active")).items).toEqual([]);
  await api.close();
});

test("a key in steady use is written once a minute, and at once from another address", async () => {
  const api = await createTestApi();
  await api.key(["read"]);
  const { id } = await api.app.db.apiKey.findFirstOrThrow();
  let atMs = 1_000_000;
  const use = createKeyUse(api.app.pool, () => atMs);
  const seen: string[] = [];
  const look = async (address: string) => {
    use.note(id, address);
    await use.flush();
    const { lastUsedAt, lastUsedAddress } = await api.app.db.apiKey.findUniqueOrThrow({ where: { id } });
    const shown = `${lastUsedAddress} ${lastUsedAt?.getTime()}`;
    if (seen.at(-1) !== shown) seen.push(shown);
    atMs += 5_000;
  };
  for (let second = 0; second < 90; second += 5) await look("192.0.2.1");
  await look("192.0.2.2");
  expect(seen).toEqual(["192.0.2.1 1000000", "192.0.2.1 1060000", "192.0.2.2 1090000"]);
  await use.close();
  await api.close();
});

test("a key may what its maker may at present, whatever it was made for; sending goes on", async () => {
  const api = await createTestApi();
  const [boss, leaver] = [await api.person("admin"), await api.person("admin")];
  const body = { stream: "main", name: "soar", scopes: ["ingest", "read", "respond"] };
  const made = await (await api.ask("POST", "/api/v1/keys", { cookie: leaver.cookie, body })).json();
  expect(made.key.maker).toBe("admin");
  const installation = await api.key(["read"]);
  const seen: Record<string, readonly (number | string | null)[]> = {};
  const look = async (as: string, patch: object) => {
    await api.ask("PATCH", `/api/v1/users/${leaver.id}`, { cookie: boss.cookie, body: patch });
    // What the notification does in a process that listens.
    api.app.keys.forget();
    const status = async (...[method, path]: ["GET" | "POST", string]) => {
      const sent = method === "POST" ? { body: {} } : {};
      return (await api.ask(method, path, { key: made.secret, ...sent })).status;
    };
    const listed = (await (await api.ask("GET", "/api/v1/keys", { cookie: boss.cookie })).json()).items;
    const { maker } = listed.find(({ id }: { id: string }) => id === made.key.id);
    const found = await api.app.keys.find(made.secret);
    const sends = found?.scopes.includes("ingest") === true ? "sends" : "silent";
    seen[as] = [await status("GET", "/api/v1/alerts"), await status("POST", "/api/v1/responses"), maker, sends];
  };
  await look("admin", {});
  await look("viewer", { role: "viewer" });
  await look("disabled", { disabled: true });
  await look("admin again", { role: "admin", disabled: false });
  // 400: let in, and asked for what to propose.
  expect(seen).toEqual({
    admin: [200, 400, "admin", "sends"],
    viewer: [200, 403, "viewer", "sends"],
    disabled: [403, 403, "disabled", "sends"],
    "admin again": [200, 400, "admin", "sends"],
  });
  expect((await api.ask("GET", "/api/v1/alerts", { key: installation })).status).toBe(200);
  await api.close();
});
