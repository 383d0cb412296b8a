import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTestApi, type TestApi, type TestPerson } from "../../testing/api.ts";
import type { Route } from "./define-route.ts";
import { routes } from "./registry.ts";

let api: TestApi;
let admin: TestPerson;
beforeAll(async () => {
  api = await createTestApi();
  admin = await api.person("admin");
}, 60_000);
afterAll(() => api.close());

const nobody = "00000000-0000-4000-8000-000000000000";
const pathOf = ({ path }: Route) => path.replace(/\{\w+\}/g, /keys|invitations/.test(path) ? nobody : "987654321");
/** They end or renew the session that asks, which the other tests need. */
const endsSession = ({ method, path }: Route) =>
  path.startsWith("/api/v1/session") && (method !== "GET" || path.includes("oidc"));
const named = (some: readonly Route[]) => some.map((route) => [`${route.method} ${route.path}`, route] as const);

describe("answers of the API", () => {
  test.each(named(routes.filter((route) => !endsSession(route))))(
    "%s is kept by nobody and taken for nothing else",
    async (_name, route) => {
      const body = route.body === null ? {} : { body: {} };
      for (const cookie of [admin.cookie, undefined]) {
        const asked = { ...body, ...(cookie === undefined ? {} : { cookie }) };
        const response = await api.ask(route.method, pathOf(route), asked);
        await response.body?.cancel();
        expect(response.headers.get("cache-control")).toBe("no-store");
        expect(response.headers.get("x-content-type-options")).toBe("nosniff");
        expect(response.headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
        const type = response.headers.get("content-type");
        if (response.status !== 204) expect(type).not.toMatch(/text\/html|javascript/);
      }
    },
  );
});

test("a key is not answered with everything where it asked for a part that a route does not know", async () => {
  const key = await api.key(["read"]);
  const asked = await api.ask("GET", "/api/v1/events?stream=main&source=mail&limit=1", { key });
  expect([asked.status, (await asked.json()).errors]).toEqual([
    400,
    [{ path: "query.source", message: "There is no such parameter." }],
  ]);
  expect((await api.ask("GET", "/api/v1/events?stream=main&limit=1", { key })).status).toBe(200);
  const { cookie } = admin;
  expect((await api.ask("GET", "/api/v1/events?stream=main&utm=1", { cookie })).status).toBe(200);
});

describe("bodies", () => {
  const taking = routes.filter(({ body, fileBytes }) => body !== null && fileBytes === null);
  const large = JSON.stringify({ name: "x".repeat(1_000_001) });

  test.each(named(taking))("%s takes JSON alone, and no more than a megabyte of it", async (_name, route) => {
    const { cookie } = admin;
    const tooLarge = await api.ask(route.method, pathOf(route), { cookie, body: large });
    expect([tooLarge.status, (await tooLarge.json()).code]).toEqual([413, "payload_too_large"]);
    for (const type of ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]) {
      const headers = { "content-type": type };
      const other = await api.ask(route.method, pathOf(route), { cookie, headers, body: "{}" });
      expect([other.status, (await other.json()).code]).toEqual([415, "unsupported_media_type"]);
    }
    const broken = await api.ask(route.method, pathOf(route), { cookie, body: "{" });
    expect(broken.status).toBe(400);
  });

  test.each(named(routes.filter(({ fileBytes }) => fileBytes !== null)))(
    "%s takes a file alone, no more of it than is stated, and few of them",
    async (_name, route) => {
      const { cookie } = await api.person("admin");
      const send = async (body: unknown) => {
        const response = await api.ask(route.method, pathOf(route), { cookie, body });
        return (await response.json()).code;
      };
      expect(await send(new Uint8Array((route.fileBytes ?? 0) + 1))).toBe("payload_too_large");
      expect(await send({})).toBe("unsupported_media_type");
      const codes: unknown[] = [];
      for (let sent = 0; sent < 20; sent += 1) codes.push(await send(new Uint8Array(1)));
      expect(codes.at(-1)).toBe("rate_limited");
    },
  );
});
