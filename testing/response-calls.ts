import type { ResponseRow } from "../lib/contracts/responses.ts";
import { askPlaybooks } from "../server/responses/ask-playbooks.ts";
import { ensureDefaults } from "../server/responses/ensure-defaults.ts";
import type { ChangingCall, PrepareCall, World } from "./changing-call.ts";
import { raiseAlert } from "./response-world.ts";

const reason = "for the record";

async function alertOf({ api }: World): Promise<number> {
  await ensureDefaults(api.app.pool);
  // What another call has left on must not stand in the way of this one.
  await api.app.pool.query("UPDATE kill_switch SET is_on = false");
  const alert = await raiseAlert(api.app.pool, api.app.now());
  return alert.id;
}

/** A response of a playbook to an alert of its own, in the state that the call needs. */
async function responseIn(world: World, state: ResponseRow["state"]): Promise<{ id: number; evidenceHash: string }> {
  const { pool, now } = world.api.app;
  const alert = await alertOf(world);
  while (await askPlaybooks(pool, now()));
  const sql = "UPDATE response SET state = $2, due_at = NULL WHERE alert_id = $1 RETURNING id, evidence_hash AS hash";
  const { rows } = await pool.query(sql, [alert, state]);
  return { id: Number(rows[0]?.id), evidenceHash: String(rows[0]?.hash) };
}

/** A verb that wants a reason, on a response in this state. */
const withReason =
  (verb: string, state: ResponseRow["state"], more: object = {}): PrepareCall =>
  async (world) => {
    const { id } = await responseIn(world, state);
    const path = `/api/v1/responses/${id}/${verb}`;
    return { path, cookie: world.admin.cookie, body: { reason, ...more }, refused: { body: { reason: "", ...more } } };
  };

const other = "0".repeat(64);

export const ofResponses: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/responses": async (world) => {
    const alertId = await alertOf(world);
    const target = { kind: "host", name: "gate-01" };
    await world.api.app.pool.query(
      "UPDATE response SET state = 'cancelled', due_at = NULL WHERE action = 'isolate_host'",
    );
    const body = { alertId, action: "isolate_host", target, reason };
    const refused = { body: { ...body, target: { kind: "host", name: "another" } } };
    return { path: "/api/v1/responses", cookie: world.admin.cookie, body, refused };
  },
  "POST /api/v1/responses/{id}/approve": async (world) => {
    const { id, evidenceHash } = await responseIn(world, "awaiting_approval");
    const path = `/api/v1/responses/${id}/approve`;
    return { path, cookie: world.admin.cookie, body: { evidenceHash }, refused: { body: { evidenceHash: other } } };
  },
  "POST /api/v1/responses/{id}/override": async (world) => {
    const { id, evidenceHash } = await responseIn(world, "awaiting_approval");
    const body = { evidenceHash, reason, decision: { kind: "nothing" } };
    const path = `/api/v1/responses/${id}/override`;
    return { path, cookie: world.admin.cookie, body, refused: { body: { ...body, evidenceHash: other } } };
  },
  "POST /api/v1/responses/{id}/cancel": withReason("cancel", "approved"),
  "POST /api/v1/responses/{id}/undo": withReason("undo", "active"),
  "POST /api/v1/responses/{id}/extend": withReason("extend", "active", { leaseSeconds: 900 }),
  "POST /api/v1/responses/{id}/settle": withReason("settle", "unknown", { outcome: "done" }),
  "POST /api/v1/responses/bulk": async (world) => {
    const ids = [(await responseIn(world, "approved")).id, (await responseIn(world, "approved")).id];
    const body = { ids, do: "cancel", reason };
    return {
      path: "/api/v1/responses/bulk",
      cookie: world.admin.cookie,
      body,
      refused: { body: { ...body, ids: [] } },
    };
  },
};

async function madeExecutor({ api, admin: { cookie } }: World): Promise<number> {
  const body = { stream: "main", name: `executor ${Math.random()}`, kind: "dry_run", reason };
  return (await (await api.ask("POST", "/api/v1/executors", { cookie, body })).json()).id;
}

async function onExecutor(world: World, verb: string, body?: unknown): Promise<ChangingCall> {
  const path = (id: number) => `/api/v1/executors/${id}${verb}`;
  const call = {
    path: path(await madeExecutor(world)),
    cookie: world.admin.cookie,
    refused: { path: path(987_654_321) },
  };
  return body === undefined ? call : { ...call, body };
}

const protectedEntry = () => ({ stream: "main", kind: "host", pattern: `host-${Math.random()}`, reason });

export const ofResponseSettings: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/kill-switch/on": async ({ api, admin: { cookie } }) => {
    await api.app.pool.query("UPDATE kill_switch SET is_on = false");
    return { path: "/api/v1/kill-switch/on", cookie, body: { reason }, refused: { body: { reason: "" } } };
  },
  "POST /api/v1/kill-switch/off": async ({ api, admin: { cookie } }) => {
    await api.app.pool.query("UPDATE kill_switch SET is_on = true");
    return { path: "/api/v1/kill-switch/off", cookie, body: { reason }, refused: { body: { reason: "" } } };
  },
  "POST /api/v1/playbooks": async (world) => {
    await alertOf(world);
    const { cookie } = world.admin;
    const { items } = await (await world.api.ask("GET", "/api/v1/playbooks?stream=main", { cookie })).json();
    const body = { stream: "main", body: items[0].body, reason };
    const refused = { body: { ...body, body: { ...items[0].body, targetRole: "message" } } };
    return { path: "/api/v1/playbooks", cookie, body, refused };
  },
  "PATCH /api/v1/playbooks/{id}": async (world) => {
    await alertOf(world);
    const { cookie } = world.admin;
    const { items } = await (await world.api.ask("GET", "/api/v1/playbooks?stream=main", { cookie })).json();
    const body = { basedOn: items[0].version, body: items[0].body, reason };
    return { path: `/api/v1/playbooks/${items[0].id}`, cookie, body, refused: { body: { ...body, basedOn: 999 } } };
  },
  "POST /api/v1/protected-entities": async ({ admin: { cookie } }) => {
    const body = protectedEntry();
    const refused = { body: { ...body, kind: "address", pattern: "no address" } };
    return { path: "/api/v1/protected-entities", cookie, body, refused };
  },
  "DELETE /api/v1/protected-entities/{id}": async ({ api, admin: { cookie } }) => {
    const path = "/api/v1/protected-entities";
    const { id } = await (
      await api.ask("POST", path, { cookie, body: { ...protectedEntry(), stream: "demo" } })
    ).json();
    return { path: `${path}/${id}`, cookie, body: { reason }, refused: { path: `${path}/987654321` } };
  },
  "POST /api/v1/executors": async ({ admin: { cookie } }) => {
    const body = { stream: "main", name: `executor ${Math.random()}`, kind: "dry_run", reason };
    return { path: "/api/v1/executors", cookie, body, refused: { body: { ...body, kind: "webhook" } } };
  },
  "PATCH /api/v1/executors/{id}": (world) =>
    onExecutor(world, "", { basedOn: 1, name: `other ${Math.random()}`, reason }),
  "POST /api/v1/executors/{id}/probe": (world) => onExecutor(world, "/probe"),
  "POST /api/v1/demo/attacks": async ({ api, admin: { cookie } }) => {
    const { pool } = api.app;
    await pool.query("SELECT ensure_partitions(2::smallint, current_date)");
    await pool.query(`INSERT INTO intake (stream, received, source, total, rejected, duplicate, accepted)
      VALUES (2, now(), 1, 1, 0, 0, 1)`);
    const path = "/api/v1/demo/attacks";
    return { path, cookie, body: { story: "ssh-guessing" }, refused: { body: { story: "none" } } };
  },
};
