import { firstPolicy } from "../lib/thresholds/policy.ts";
import { stepAt, totpCode } from "../server/second-factor/totp.ts";
import { cookieOf } from "./api.ts";
import type { PrepareCall, World } from "./changing-call.ts";
import { ofModels } from "./model-calls.ts";
import { ofRequests } from "./request-calls.ts";
import { ofResponseSettings, ofResponses } from "./response-calls.ts";
import { seedAlerts } from "./seed.ts";
import { ofThresholds } from "./threshold-calls.ts";

/** An id that nothing has. */
const nobody = "00000000-0000-4000-8000-000000000000";

async function seededAlert({ api }: World): Promise<number> {
  const [id = 0] = await seedAlerts(api.app.db, [{ key: `changed ${Math.random()}` }]);
  return id;
}

async function madeKey({ api, admin }: World): Promise<string> {
  const body = { stream: "main", name: "to revoke", scopes: ["read"] };
  const answer = await (await api.ask("POST", "/api/v1/keys", { cookie: admin.cookie, body })).json();
  return answer.key.id;
}

async function invitation({ api, admin }: World) {
  const body = { email: `invited.${Math.random()}@example.org`, role: "analyst" };
  const answer = await (await api.ask("POST", "/api/v1/invitations", { cookie: admin.cookie, body })).json();
  const token: string = answer.link.split(/[/=#]/).at(-1);
  return { id: answer.invitation.id, token };
}

const factorPath = "/api/v1/session/second-factor";

async function setUpFactor({ api }: World) {
  const person = await api.person("analyst");
  const setup = await api.ask("POST", `${factorPath}/setup`, {
    cookie: person.cookie,
    body: { password: person.password },
  });
  const { secret } = await setup.json();
  return { person, code: totpCode(bytesOfBase32(secret), stepAt(api.app.now())) };
}

async function personWithFactor(world: World) {
  const { person, code } = await setUpFactor(world);
  const enabled = await world.api.ask("POST", factorPath, { cookie: person.cookie, body: { code } });
  const { backupCodes } = await enabled.json();
  return { ...person, cookie: cookieOf(enabled), backupCode: backupCodes[0] };
}

const bytesOfBase32 = (text: string) => {
  const bits = Array.from(text, (sign) =>
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(sign).toString(2).padStart(5, "0"),
  );
  return Uint8Array.from(bits.join("").match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
};

const ofSessions: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/session": async ({ api }) => {
    const { email, password } = await api.person("viewer");
    return { path: "/api/v1/session", body: { email, password }, refused: { body: { email, password: "wrong" } } };
  },
  "DELETE /api/v1/session": async ({ api }) => {
    const { cookie } = await api.person("viewer");
    return { path: "/api/v1/session", cookie, refused: null };
  },
  "POST /api/v1/session/password": async ({ api }) => {
    const { cookie, password } = await api.person("viewer");
    const newPassword = "a quite long one of ours 7!";
    const path = "/api/v1/session/password";
    const refused = { body: { currentPassword: "wrong", newPassword } };
    return { path, cookie, body: { currentPassword: password, newPassword }, refused };
  },
  "PATCH /api/v1/session/profile": async ({ api }) => {
    const { cookie } = await api.person("viewer");
    return { path: "/api/v1/session/profile", cookie, body: { name: "Other" }, refused: { body: { name: "" } } };
  },
  "DELETE /api/v1/sessions": async ({ api }) => {
    const { cookie } = await api.person("viewer");
    return { path: "/api/v1/sessions?keep=current", cookie, refused: { path: "/api/v1/sessions?keep=other" } };
  },
  "DELETE /api/v1/sessions/{id}": async ({ api }) => {
    const { cookie } = await api.person("viewer");
    const { items } = await (await api.ask("GET", "/api/v1/sessions", { cookie })).json();
    return { path: `/api/v1/sessions/${items[0].id}`, cookie, refused: { path: "/api/v1/sessions/none" } };
  },
};

const ofFactors: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/session/second-factor": async (world) => {
    const { person, code } = await setUpFactor(world);
    return { path: factorPath, cookie: person.cookie, body: { code }, refused: { body: { code: "abcdef" } } };
  },
  "POST /api/v1/session/second-factor/disable": async (world) => {
    const { cookie, password, backupCode: code } = await personWithFactor(world);
    const refused = { body: { password: "wrong", code } };
    return { path: `${factorPath}/disable`, cookie, body: { password, code }, refused };
  },
  "POST /api/v1/session/second-factor/backup-codes": async (world) => {
    const { cookie, password, backupCode: code } = await personWithFactor(world);
    const refused = { body: { password: "wrong", code } };
    return { path: `${factorPath}/backup-codes`, cookie, body: { password, code }, refused };
  },
  "DELETE /api/v1/users/{id}/second-factor": async (world) => {
    const { id } = await personWithFactor(world);
    const path = `/api/v1/users/${id}/second-factor`;
    return { path, cookie: world.admin.cookie, refused: { path: "/api/v1/users/none/second-factor" } };
  },
};

const ofPeople: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/users": async ({ admin: { cookie } }) => {
    const body = { email: `new.${Math.random()}@example.org`, name: "New", role: "viewer" };
    return { path: "/api/v1/users", cookie, body, refused: { body: { ...body, role: "owner" } } };
  },
  "PATCH /api/v1/users/{id}": async ({ api, admin: { cookie } }) => {
    const { id } = await api.person("viewer");
    return { path: `/api/v1/users/${id}`, cookie, body: { role: "analyst" }, refused: { body: { role: "owner" } } };
  },
  "POST /api/v1/users/{id}/password": async ({ api, admin: { cookie } }) => {
    const { id } = await api.person("viewer");
    return { path: `/api/v1/users/${id}/password`, cookie, refused: { path: "/api/v1/users/none/password" } };
  },
  "DELETE /api/v1/users/{id}/sessions": async ({ api, admin: { cookie } }) => {
    const { id } = await api.person("viewer");
    return { path: `/api/v1/users/${id}/sessions`, cookie, refused: { path: "/api/v1/users/none/sessions" } };
  },
  "POST /api/v1/invitations": async ({ admin: { cookie } }) => {
    const body = { email: `guest.${Math.random()}@example.org`, role: "analyst" };
    return { path: "/api/v1/invitations", cookie, body, refused: { body: { ...body, email: "guest" } } };
  },
  "DELETE /api/v1/invitations/{id}": async (world) => {
    const { id } = await invitation(world);
    const path = `/api/v1/invitations/${id}`;
    return { path, cookie: world.admin.cookie, refused: { path: `/api/v1/invitations/${nobody}` } };
  },
  "POST /api/v1/invitations/accept": async (world) => {
    const { token } = await invitation(world);
    const body = { token, name: "Guest", password: "a quite long one of ours 7!" };
    return { path: "/api/v1/invitations/accept", body, refused: { body: { ...body, token: "x".repeat(40) } } };
  },
  "PATCH /api/v1/settings": async ({ admin: { cookie } }) => {
    return { path: "/api/v1/settings", cookie, body: { sessionHours: 9 }, refused: { body: { sessionHours: 0 } } };
  },
};

async function newestVersion({ api }: World): Promise<number> {
  const { version } = firstPolicy;
  const stored = { stream: 1, version, body: { ...firstPolicy }, reason: "first", author: "system" };
  await api.app.db.policyVersion.createMany({ data: [stored], skipDuplicates: true });
  const newest = await api.app.db.policyVersion.findFirst({ where: { stream: 1 }, orderBy: { version: "desc" } });
  return newest?.version ?? version;
}

async function madeDraft(world: World): Promise<{ id: number; revision: number }> {
  await newestVersion(world);
  const body = { stream: "main", name: "a draft" };
  const answer = await world.api.ask("POST", "/api/v1/policies/drafts", { cookie: world.admin.cookie, body });
  return answer.json();
}

const ofPolicies: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/policies": async (world) => {
    const { version: _version, ...policy } = firstPolicy;
    const body = { stream: "main", basedOn: await newestVersion(world), reason: "less noise", policy };
    const { cookie } = world.admin;
    return { path: "/api/v1/policies", cookie, body, refused: { body: { ...body, basedOn: 99 } } };
  },
  "POST /api/v1/policies/drafts": async (world) => {
    await newestVersion(world);
    const { cookie } = world.admin;
    const body = { stream: "main", name: "another" };
    return { path: "/api/v1/policies/drafts", cookie, body, refused: { body: { ...body, from: 9999 } } };
  },
  "PATCH /api/v1/policies/drafts/{id}": async (world) => {
    const { id, revision } = await madeDraft(world);
    const path = `/api/v1/policies/drafts/${id}`;
    const body = { revision, reason: "quieter nights" };
    return { path, cookie: world.admin.cookie, body, refused: { body: { ...body, revision: revision + 7 } } };
  },
  "DELETE /api/v1/policies/drafts/{id}": async (world) => {
    const { id } = await madeDraft(world);
    const path = `/api/v1/policies/drafts/${id}`;
    return { path, cookie: world.admin.cookie, refused: { path: "/api/v1/policies/drafts/987654321" } };
  },
};

const ofSources: Readonly<Record<string, PrepareCall>> = {
  "PATCH /api/v1/sources/{id}": async ({ api, admin: { cookie } }) => {
    const name = `source ${Math.random()}`;
    const { rows } = await api.app.pool.query(
      "INSERT INTO source (stream, name, format) VALUES (1, $1, 'json') RETURNING id",
      [name],
    );
    const path = `/api/v1/sources/${rows[0].id}`;
    return { path, cookie, body: { zone: "Europe/Lisbon" }, refused: { body: { zone: "Nowhere/City" } } };
  },
  "PATCH /api/v1/streams/{id}": async ({ api, admin: { cookie } }) => {
    const { rows } = await api.app.pool.query("SELECT traffic FROM stream WHERE id = 2");
    const body = { traffic: !rows[0].traffic };
    return { path: "/api/v1/streams/demo", cookie, body, refused: { path: "/api/v1/streams/main" } };
  },
  "POST /api/v1/streams/{id}/start": async ({ api, admin: { cookie } }) => {
    await api.app.pool.query("UPDATE stream SET traffic = false WHERE id = 2");
    return { path: "/api/v1/streams/demo/start", cookie, refused: { path: "/api/v1/streams/main/start" } };
  },
};

async function madeView({ api, admin }: World): Promise<{ id: number; revision: number }> {
  const body = { name: `mine ${Math.random()}`, query: "status=new" };
  return (await api.ask("POST", "/api/v1/alerts/views", { cookie: admin.cookie, body })).json();
}

const ofViews: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/alerts/views": async ({ admin: { cookie } }) => {
    const body = { name: `mine ${Math.random()}`, query: "status=new" };
    return { path: "/api/v1/alerts/views", cookie, body, refused: { body: { ...body, query: "unknown=1" } } };
  },
  "PATCH /api/v1/alerts/views/{id}": async (world) => {
    const { id, revision } = await madeView(world);
    const body = { revision, name: `renamed ${Math.random()}` };
    const path = `/api/v1/alerts/views/${id}`;
    return { path, cookie: world.admin.cookie, body, refused: { body: { ...body, revision: revision + 7 } } };
  },
  "DELETE /api/v1/alerts/views/{id}": async (world) => {
    const { id } = await madeView(world);
    const path = `/api/v1/alerts/views/${id}`;
    return { path, cookie: world.admin.cookie, refused: { path: "/api/v1/alerts/views/987654321" } };
  },
};

const ofWork: Readonly<Record<string, PrepareCall>> = {
  "PATCH /api/v1/alerts/{id}": async (world) => {
    const path = `/api/v1/alerts/${await seededAlert(world)}`;
    const body = { revision: 1, status: "in_progress" };
    return { path, cookie: world.admin.cookie, body, refused: { body: { ...body, revision: 7 } } };
  },
  "POST /api/v1/alerts/bulk": async (world) => {
    const ids = [await seededAlert(world), await seededAlert(world)];
    const body = { ids, patch: { status: "in_progress" } };
    return { path: "/api/v1/alerts/bulk", cookie: world.admin.cookie, body, refused: { body: { ids: [], patch: {} } } };
  },
  "POST /api/v1/keys": async ({ admin: { cookie } }) => {
    const body = { stream: "main", name: "new", scopes: ["read"] };
    return { path: "/api/v1/keys", cookie, body, refused: { body: { ...body, scopes: ["admin"] } } };
  },
  "DELETE /api/v1/keys/{id}": async (world) => {
    const path = `/api/v1/keys/${await madeKey(world)}`;
    return { path, cookie: world.admin.cookie, refused: { path: `/api/v1/keys/${nobody}` } };
  },
  "POST /api/v1/audit/verify": async ({ admin: { cookie } }) => {
    return { path: "/api/v1/audit/verify", cookie, refused: null };
  },
};

/**
 * For each route that changes something, how to call it so that it does. A new route that is not here fails
 * server/audit/completeness.test.ts: add its call, and that test asks for its entry in the record.
 */
export const changingCalls: Readonly<Record<string, PrepareCall>> = {
  ...ofSessions,
  ...ofFactors,
  ...ofPeople,
  ...ofPolicies,
  ...ofViews,
  ...ofSources,
  ...ofModels,
  ...ofThresholds,
  ...ofRequests,
  ...ofResponses,
  ...ofResponseSettings,
  ...ofWork,
};
