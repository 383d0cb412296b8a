import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestPerson } from "../../testing/api.ts";
import { createResponseWorld, type ResponseWorld } from "../../testing/response-world.ts";

let world: ResponseWorld;
let rita: TestPerson;
let analyst: TestPerson;
let admin: TestPerson;
beforeAll(async () => {
  world = await createResponseWorld();
  rita = await world.person("responder");
  analyst = await world.person("analyst");
  admin = await world.person("admin");
}, 60_000);
afterAll(() => world.close());

const post = (path: string, body: unknown, person: TestPerson = rita) =>
  world.api.ask("POST", `/api/v1${path}`, { cookie: person.cookie, body });
const approve = ({ id, evidenceHash }: { id: number; evidenceHash: string }) =>
  post(`/responses/${id}/approve`, { evidenceHash });
const answered = async (response: Response) => [response.status, await response.json()] as const;

describe("playbooks and executors", () => {
  const list = async (path: string) =>
    (await (await world.api.ask("GET", `/api/v1${path}`, { cookie: admin.cookie })).json()).items;
  const patch = (path: string, body: unknown) =>
    world.api.ask("PATCH", `/api/v1${path}`, { cookie: admin.cookie, body });

  test("an executor that was changed voids what was seen, and says so before anything is approved", async () => {
    const seen = await world.propose();
    const executor = (await list("/executors?stream=demo")).find(({ id }: { id: number }) => id === seen.executor.id);
    const change = { basedOn: executor.version, name: `${executor.name} 2`, reason: "another name" };
    expect((await patch(`/executors/${executor.id}`, change)).status).toBe(200);
    const [refused, problem] = await answered(await approve(seen));
    expect([refused, problem.detail]).toEqual([409, expect.stringContaining(`executor "${change.name}" was changed`)]);
    expect((await approve(problem.current)).status).toBe(200);
  });

  test("a new version voids what was seen of the old one; switching it off withdraws what waits", async () => {
    const [block] = await list("/playbooks?stream=demo");
    const seen = await world.propose();
    const change = { basedOn: block.version, body: { ...block.body, leaseSeconds: 1800 }, reason: "shorter" };
    const [status, changed] = await answered(await patch(`/playbooks/${block.id}`, change));
    expect([status, changed.version, changed.author]).toEqual([200, block.version + 1, admin.email]);
    expect((await patch(`/playbooks/${block.id}`, change)).status).toBe(409);
    const [refused, problem] = await answered(await approve(seen));
    expect([refused, problem.detail]).toEqual([409, expect.stringContaining("playbook version 1 → 2")]);
    const off = { basedOn: changed.version, body: { ...changed.body, enabled: false }, reason: "too noisy" };
    expect((await patch(`/playbooks/${block.id}`, off)).status).toBe(200);
    expect((await world.detail(seen.id)).state).toBe("cancelled");
    const on = { basedOn: changed.version + 1, body: block.body, reason: "back" };
    expect((await patch(`/playbooks/${block.id}`, on)).status).toBe(200);
    const detail = await world.api.ask("GET", `/api/v1/playbooks/${block.id}`, { cookie: analyst.cookie });
    expect((await detail.json()).versions.map(({ version }: { version: number }) => version)).toEqual([4, 3, 2, 1]);
  });

  test("an id larger than any that can be is refused, and is no failure of the server", async () => {
    const [block] = await list("/playbooks?stream=demo");
    const id = 2 ** 31;
    const ask = (method: "GET" | "PATCH" | "POST" | "DELETE", path: string, body?: unknown) =>
      world.api.ask(method, `/api/v1${path}`, { cookie: admin.cookie, ...(body === undefined ? {} : { body }) });
    const answers = await Promise.all([
      ask("GET", `/playbooks/${id}`),
      ask("PATCH", `/playbooks/${id}`, { basedOn: 1, body: block.body, reason: "a try" }),
      ask("PATCH", `/playbooks/${block.id}`, {
        ...{ basedOn: block.version, reason: "a try" },
        body: { ...block.body, executorId: id },
      }),
      ask("PATCH", `/executors/${id}`, { basedOn: 1, name: "none", reason: "a try" }),
      ask("POST", `/executors/${id}/probe`, {}),
      ask("DELETE", `/protected-entities/${id}`, { reason: "a try" }),
      ask("POST", `/thresholds/moves/${id}/roll-back`, { stream: "demo", reason: "a try" }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 400));
  });

  test("a playbook that makes no sense is refused by the name of its field", async () => {
    const [block] = await list("/playbooks?stream=demo");
    const wrong = async (changes: object) => {
      const body = { basedOn: block.version, body: { ...block.body, ...changes }, reason: "a try" };
      const [status, problem] = await answered(await patch(`/playbooks/${block.id}`, body));
      return [status, problem.errors?.[0]?.path];
    };
    expect(await wrong({ targetRole: "host" })).toEqual([400, "body.body.targetRole"]);
    expect(await wrong({ leaseSeconds: 30 * 86_400 })).toEqual([400, "body.body.leaseSeconds"]);
    expect(await wrong({ executorId: 1 })).toEqual([422, undefined]);
  });

  test("a webhook's secret is shown once, kept encrypted, and returned never", async () => {
    const body = {
      stream: "main",
      name: "Firewall",
      kind: "webhook",
      url: "https://fw.example.org/hook",
      reason: "the real one",
    };
    const [status, made] = await answered(await post("/executors", body, admin));
    expect([status, made.hasSecret]).toEqual([201, true]);
    expect(made.secret).toMatch(/^whsec_/);
    const stored = await world.api.app.db.executor.findUniqueOrThrow({ where: { id: made.id } });
    expect(Buffer.from(stored.secret ?? []).toString("latin1")).not.toContain(made.secret.slice(6));
    const everything = JSON.stringify(
      [
        await list("/executors?stream=main"),
        await world.api.app.db.auditEntry.findMany(),
        await world.api.app.db.outbox.findMany({ select: { payload: true } }),
      ],
      (_, value) => (typeof value === "bigint" ? String(value) : value),
    );
    expect(everything).not.toContain(made.secret);
    expect((await post("/executors", { ...body, name: "Other", url: undefined }, admin)).status).toBe(400);
    expect((await post("/executors", body, admin)).status).toBe(409);
  });
});
