import { type APIRequestContext, type APIResponse, expect, request } from "@playwright/test";
import { alertPageSchema } from "../lib/contracts/alert-query.ts";
import { ingestAnswerSchema } from "../lib/contracts/events.ts";
import { apiKeyCreatedSchema } from "../lib/contracts/keys.ts";
import type { Role } from "../lib/contracts/permissions.ts";
import { policyPageSchema } from "../lib/contracts/policies.ts";
import { clientHeader } from "../lib/contracts/session.ts";
import { userWithPasswordSchema } from "../lib/contracts/users.ts";
import type { NotifyRule } from "../lib/thresholds/policy.ts";

/** A client of the API as our own pages are one, with cookies of its own. */
export function openApi(baseURL: string): Promise<APIRequestContext> {
  return request.newContext({
    baseURL,
    extraHTTPHeaders: { [clientHeader.name]: clientHeader.value, origin: new URL(baseURL).origin },
  });
}

export async function answered(response: APIResponse): Promise<unknown> {
  expect(response.ok(), `${response.url()} ${response.status()} ${await response.text()}`).toBe(true);
  return response.json();
}

interface Credentials {
  readonly email: string;
  readonly password: string;
}

export async function signInByApi(api: APIRequestContext, credentials: Credentials): Promise<void> {
  await answered(await api.post("/api/v1/session", { data: credentials }));
}

export async function changePasswordByApi(
  api: APIRequestContext,
  change: { readonly currentPassword: string; readonly newPassword: string },
): Promise<void> {
  await answered(await api.post("/api/v1/session/password", { data: change }));
}

/** Makes an account as an administrator; answers its one-time password. */
export async function createUserByApi(
  admin: APIRequestContext,
  user: { readonly email: string; readonly name: string; readonly role: Role },
): Promise<string> {
  const created = await answered(await admin.post("/api/v1/users", { data: user }));
  return userWithPasswordSchema.parse(created).password;
}

export async function createKeyByApi(admin: APIRequestContext, stream: "main" | "demo" = "main"): Promise<string> {
  const data = { stream, name: "browser tests", scopes: ["ingest"] };
  return apiKeyCreatedSchema.parse(await answered(await admin.post("/api/v1/keys", { data }))).secret;
}

/** Sends records as a log source would; all of them must be taken. */
export async function sendRecords(
  api: APIRequestContext,
  { key, lines, replay }: { readonly key: string; readonly lines: readonly string[]; readonly replay?: string },
): Promise<void> {
  const past = replay === undefined ? {} : { "x-tideline-replay": replay };
  const headers = { authorization: `Bearer ${key}`, "content-type": "text/plain", ...past };
  const answer = ingestAnswerSchema.parse(
    await answered(await api.post("/api/v1/events", { headers, data: lines.join("\n") })),
  );
  expect(answer).toMatchObject({ accepted: lines.length, rejected: [] });
}

/** Gives the alert of this title, as soon as it is there, to whoever asks. */
export async function assignByApi(
  api: APIRequestContext,
  { title, assignee }: { readonly title: string; readonly assignee: string },
): Promise<void> {
  const search = new URLSearchParams({ q: title, limit: "1" });
  await expect
    .poll(async () => alertPageSchema.parse(await answered(await api.get(`/api/v1/alerts?${search}`))).items.length)
    .toBe(1);
  const page = alertPageSchema.parse(await answered(await api.get(`/api/v1/alerts?${search}`)));
  for (const { id, revision } of page.items) {
    await answered(await api.patch(`/api/v1/alerts/${id}`, { data: { assignee, revision } }));
  }
}

interface Publication {
  readonly stream: "main" | "demo";
  readonly reason: string;
  readonly notify: (before: NotifyRule) => NotifyRule;
}

/** Publishes a policy that differs in how notify is set. */
export async function publishNotifyByApi(
  admin: APIRequestContext,
  origin: string,
  { stream, reason, notify }: Publication,
): Promise<void> {
  const page = policyPageSchema.parse(await answered(await admin.get(`${origin}/api/v1/policies?stream=${stream}`)));
  const newest = page.items[0];
  if (newest === undefined) throw new Error(`The stream ${stream} has no policy.`);
  const { version: _version, ...policy } = newest.body;
  const data = { stream, basedOn: newest.version, reason, policy: { ...policy, notify: notify(policy.notify) } };
  const headers = { [clientHeader.name]: clientHeader.value, origin };
  await answered(await admin.post(`${origin}/api/v1/policies`, { data, headers }));
}

/** Publishes a policy that differs in a slightly lower `notify`. */
export async function lowerNotifyByApi(
  admin: APIRequestContext,
  origin: string,
  { stream, reason }: Pick<Publication, "stream" | "reason">,
): Promise<void> {
  const notify = (rule: NotifyRule): NotifyRule => ({
    method: "fixed",
    margin: rule.method === "fixed" ? rule.margin - 0.05 : 9,
  });
  await publishNotifyByApi(admin, origin, { stream, reason, notify });
}
