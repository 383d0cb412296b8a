import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { askedForSchema } from "../lib/contracts/change-requests.ts";
import { type KeyScope, type Role, roles } from "../lib/contracts/permissions.ts";
import { clientHeader } from "../lib/contracts/session.ts";
import { knownBrowserCookie } from "../server/auth/known-browser.ts";
import { openSession } from "../server/auth/open-session.ts";
import { sessionCookies } from "../server/auth/session-store.ts";
import { answerRequest } from "../server/http/answer-request.ts";
import { answerUnknown } from "../server/http/answer-unknown.ts";
import { type App, createApp } from "../server/http/app.ts";
import type { Method } from "../server/http/define-route.ts";
import { findRoute } from "../server/http/registry.ts";
import { peerHeader } from "../server/http/request-peer.ts";
import { issueKey } from "../server/keys/issue-key.ts";
import type { OidcSettings } from "../server/oidc/oidc-settings.ts";
import { createUser } from "../server/users/create-user.ts";
import { createTestDatabase } from "./database.ts";
import { createPacedLimits } from "./paced-limits.ts";

export const origin = "http://127.0.0.1:3000";
const testActor = { kind: "system", name: "test", address: null, requestId: null } as const;

interface Asked {
  /** Value of the Cookie header. */
  readonly cookie?: string;
  readonly key?: string;
  /** Bytes are sent as a file, text as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Added to, or with undefined taken from, what a browser of ours sends. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly address?: string;
}

/** An API over a database of its own, asked without a server in between. */
export interface TestApi {
  readonly app: App;
  readonly databaseUrl: string;
  readonly superuserUrl: string;
  /** As the owner of the tables. */
  readonly migratorUrl: string;
  ask(method: Method, path: string, asked?: Asked): Promise<Response>;
  /** Makes a person, ready to work unless `fresh`, signed in; the cookie goes into `ask`. */
  person(role: Role, options?: { readonly fresh?: boolean }): Promise<TestPerson>;
  key(scopes: readonly KeyScope[], stream?: "main" | "demo"): Promise<string>;
  close(): Promise<void>;
}

export interface TestPerson {
  readonly id: string;
  readonly email: string;
  readonly password: string;
  readonly cookie: string;
}

const asSentBack = (cookies: readonly string[]) => cookies.map((cookie) => cookie.split(";", 1)[0] ?? "").join("; ");

/** What the browser would send back of the cookies an answer sets. */
export function cookieOf(response: Response): string {
  return asSentBack(response.headers.getSetCookie());
}

function requestOf(
  method: Method,
  path: string,
  { cookie, key, body, headers, address = "192.0.2.1" }: Asked,
): Request {
  const all = {
    host: "127.0.0.1:3000",
    [peerHeader]: address,
    cookie,
    authorization: key === undefined ? undefined : `Bearer ${key}`,
    ...(method === "GET" ? {} : { [clientHeader.name]: clientHeader.value, "sec-fetch-site": "same-origin" }),
    "content-type": typeOf(body),
    ...headers,
  };
  const present = Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  return new Request(`${origin}${path}`, { method, headers: Object.fromEntries(present), body: payloadOf(body) });
}

function typeOf(body: unknown): string | undefined {
  if (body === undefined) return undefined;
  return body instanceof Uint8Array ? "application/octet-stream" : "application/json";
}

function payloadOf(body: unknown): string | Blob | null {
  if (body === undefined) return null;
  if (body instanceof Uint8Array) return new Blob([Uint8Array.from(body)]);
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** Answers are held against their schema: what a route promises is what it sends. */
async function checkedAnswer(app: App, request: Request): Promise<Response> {
  const { pathname } = new URL(request.url);
  const route = findRoute(request.method, pathname);
  if (route === null) return answerUnknown();
  const response = await answerRequest(app, route, request);
  if (response.ok && route.contentType === "application/json") {
    const answered = route.mayAsk && response.status === 202 ? askedForSchema : route.answer;
    answered?.parse(await response.clone().json());
  }
  return response;
}

let made = 0;

/** With a clock of the test's own, limits go by it; without one, by the number of requests. */
export async function createTestApi(
  options: { readonly now?: () => Date; readonly publicUrl?: string; readonly oidc?: OidcSettings } = {},
): Promise<TestApi> {
  const database = await createTestDatabase();
  const stateDir = await mkdtemp(join(tmpdir(), "tideline-api-"));
  const failures: unknown[] = [];
  const note = (fields: unknown) => failures.push(fields);
  const opened = createApp({
    settings: {
      databaseUrl: database.url,
      publicUrl: options.publicUrl ?? origin,
      authSecret: "a secret for tests that nobody else knows",
      webhookAllowInside: true,
      stateDir,
      retentionBytes: 1e9,
      retentionDays: 30,
      oidc: options.oidc ?? null,
    },
    log: { error: note, warn: note },
    ...(options.now === undefined ? {} : { now: options.now }),
  });
  const app = options.now === undefined ? { ...opened, limits: createPacedLimits() } : opened;
  // Browsers name the page that they show, which is of the address people open.
  const fromOurPage = { origin: app.settings.publicUrl };
  const ask = (method: Method, path: string, asked: Asked = {}) => {
    const headers = method === "GET" ? asked.headers : { ...fromOurPage, ...asked.headers };
    return checkedAnswer(app, requestOf(method, path, { ...asked, ...(headers === undefined ? {} : { headers }) }));
  };
  // As after the right password, which costs a tenth of a second to check: people are made by hundreds here.
  const cookieFor = async (user: { readonly id: string; readonly email: string }) => {
    const visit = { headers: new Headers(), address: "192.0.2.1", requestId: randomUUID() };
    const token = await app.db.$transaction((tx) => openSession(tx, { user, method: "password", ...visit }));
    return asSentBack([...(await sessionCookies(app, token)), knownBrowserCookie(app, user.email)]);
  };
  return {
    app,
    databaseUrl: database.url,
    superuserUrl: database.superuserUrl,
    migratorUrl: database.migratorUrl,
    ask,
    async person(role, { fresh = false } = {}) {
      made += 1;
      const input = { email: `${role}.${made}@example.org`, name: `${role} ${made}`, role };
      const { user, password } = await app.db.$transaction((tx) => createUser(app, tx, { input, actor: testActor }));
      if (!fresh) await app.db.user.update({ where: { id: user.id }, data: { mustChangePassword: false } });
      return { id: user.id, email: user.email, password, cookie: await cookieFor(user) };
    },
    async key(scopes, stream = "main") {
      const input = { stream, name: `key ${scopes.join(" ")}`, scopes: [...scopes] };
      return (await issueKey(app.db, { input, actor: testActor, now: app.now() })).secret;
    },
    async close() {
      await app.close();
      await database.drop();
      await rm(stateDir, { recursive: true, force: true });
    },
  };
}

export const allRoles: readonly Role[] = roles;
