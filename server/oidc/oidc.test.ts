import { afterAll, beforeAll, expect, test } from "vitest";
import { cookieOf, createTestApi, origin, type TestApi } from "../../testing/api.ts";
import { type IdentityProvider, startIdentityProvider } from "../../testing/identity-provider.ts";
import { oidcRedirectUri } from "./oidc-settings.ts";

const verified = (email: string, groups: readonly string[], more: object = {}) => ({
  email,
  email_verified: true,
  name: email.split("@")[0],
  groups,
  ...more,
});
const people = {
  ada: verified("ada@example.org", ["staff", "soc"]),
  boss: verified("boss@example.org", ["soc-admins", "soc"]),
  stranger: verified("stranger@example.org", ["staff"]),
  unseen: verified("unseen@example.org", ["soc"], { email_verified: false }),
  gone: verified("gone@example.org", ["soc"]),
  known: verified("known@example.org", ["soc"]),
  taker: verified("chief@example.org", ["soc-admins"]),
  factor: verified("factor@example.org", ["soc"]),
};
const mapping = {
  name: "Example SSO",
  roleClaim: "groups",
  roleMap: [
    { claim: "soc-admins", role: "admin" },
    { claim: "soc", role: "analyst" },
  ],
  defaultRole: null,
  allowHttp: true,
} as const;

let provider: IdentityProvider;
let api: TestApi;
const redirectUri = oidcRedirectUri(origin);
beforeAll(async () => {
  provider = await startIdentityProvider({ people, redirectUri });
  const { issuer, clientId, clientSecret } = provider;
  api = await createTestApi({ oidc: { ...mapping, issuer, clientId, clientSecret } });
});
afterAll(async () => {
  await api.close();
  await provider.close();
});

interface Going {
  readonly next?: string;
  /** What somebody in between changes on the way to the provider. */
  readonly change?: (authorization: URL) => void;
}

/** The way to the provider and back, up to the answer that the browser brings. */
async function comeBack(login: string, { next = "/alerts?status=new", change }: Going = {}) {
  const begun = await api.ask("GET", `/api/v1/session/oidc?next=${encodeURIComponent(next)}`);
  expect(begun.status).toBe(302);
  const authorization = new URL(begun.headers.get("location") ?? "");
  change?.(authorization);
  return { cookie: cookieOf(begun), back: await provider.signIn(authorization, login), begun };
}

const arrive = ({ cookie, back }: { readonly cookie: string; readonly back: URL }) =>
  api.ask("GET", back.pathname + back.search, { cookie });

/** Where the browser ends, and with which session. */
async function goThrough(login: string, going: Going = {}) {
  const answer = await arrive(await comeBack(login, going));
  expect(answer.status).toBe(302);
  return { location: answer.headers.get("location"), cookie: cookieOf(answer), answer };
}

const sessionOf = async (cookie: string) => (await api.ask("GET", "/api/v1/session", { cookie })).json();
const countSessions = () => api.app.db.session.count();

test("somebody with a mapped group is let in with its role and led to where they wanted", async () => {
  const { begun } = await comeBack("ada");
  const authorization = new URL(begun.headers.get("location") ?? "");
  expect(authorization.searchParams.get("code_challenge_method")).toBe("S256");
  expect(authorization.searchParams.get("redirect_uri")).toBe(redirectUri);
  expect(begun.headers.getSetCookie()[0]).toMatch(/Path=\/api\/v1\/session\/oidc; HttpOnly; SameSite=Lax$/);

  const { location, cookie, answer } = await goThrough("ada");
  expect(location).toBe("/alerts?status=new");
  expect(await sessionOf(cookie)).toMatchObject({
    user: { email: "ada@example.org", name: "ada", role: "analyst" },
    method: "oidc",
    mustChangePassword: false,
    mustSetUpSecondFactor: false,
  });
  expect(answer.headers.getSetCookie().some((line) => /^tideline\.oidc=; Max-Age=0/.test(line))).toBe(true);
  const made = await api.app.db.auditEntry.findMany({ where: { resource: "user:ada@example.org" } });
  expect(made.map(({ action }) => action)).toEqual(["user.create", "session.create"]);
  // Again: the same person, no second account.
  await goThrough("ada");
  expect(await api.app.db.user.count({ where: { email: "ada@example.org" } })).toBe(1);
  // There is no password to sign in with.
  const body = { email: "ada@example.org", password: "any will do, they say" };
  expect((await api.ask("POST", "/api/v1/session", { body })).status).toBe(401);
});

test("the role follows the claims at each sign-in, is recorded, and ends what was open", async () => {
  await api.person("admin");
  const { cookie } = await goThrough("boss");
  expect(await sessionOf(cookie)).toMatchObject({ user: { role: "admin" } });
  people.boss.groups = ["soc"];
  expect(await sessionOf((await goThrough("boss")).cookie)).toMatchObject({ user: { role: "analyst" } });
  const changed = await api.app.db.auditEntry.findFirst({
    where: { resource: "user:boss@example.org", action: "user.update" },
  });
  expect(changed).toMatchObject({ before: { role: "admin" }, after: { role: "analyst", from: "identity provider" } });
});

test("the last administrator is not taken away by a claim, nor let in against it", async () => {
  people.boss.groups = ["soc-admins"];
  await goThrough("boss");
  await api.app.db.user.updateMany({
    where: { role: "admin", email: { not: "boss@example.org" } },
    data: { disabled: true },
  });
  people.boss.groups = ["soc"];
  expect((await goThrough("boss")).location).toMatch(/^\/sign-in\?oidc=last_admin/);
  expect(await api.app.db.user.count({ where: { role: "admin", disabled: false } })).toBe(1);
  await api.person("admin");
});

test("whoever has no mapped group is refused, and no account is left behind", async () => {
  const { location } = await goThrough("stranger");
  expect(location).toBe("/sign-in?oidc=no_role&next=%2Falerts%3Fstatus%3Dnew");
  expect(await api.app.db.user.count({ where: { email: "stranger@example.org" } })).toBe(0);
  const refused = await api.app.db.auditEntry.findFirst({
    where: { action: "session.create", outcome: "failure" },
    orderBy: { id: "desc" },
  });
  expect(refused).toMatchObject({ after: { reason: "no_role" } });
});

test("an address that the provider has not verified makes nobody and joins nothing", async () => {
  expect((await goThrough("unseen")).location).toMatch(/oidc=unverified_email/);
  expect(await api.app.db.user.count({ where: { email: "unseen@example.org" } })).toBe(0);
});

test("a disabled person is refused", async () => {
  await goThrough("gone");
  await api.app.db.user.update({ where: { email: "gone@example.org" }, data: { disabled: true } });
  const before = await countSessions();
  expect((await goThrough("gone")).location).toMatch(/oidc=disabled/);
  expect(await countSessions()).toBe(before);
});

/** An account made here, with a password, under an address that the provider also knows. */
async function localAccount(email: string, role: "viewer" | "admin"): Promise<string> {
  const person = await api.person(role);
  await api.app.db.user.update({ where: { id: person.id }, data: { email } });
  return person.id;
}

test("a local account is joined by a verified address, and the joining is recorded", async () => {
  const id = await localAccount("known@example.org", "viewer");
  const { cookie } = await goThrough("known");
  expect(await sessionOf(cookie)).toMatchObject({ user: { id, role: "analyst" } });
  const actions = await api.app.db.auditEntry.findMany({ where: { resource: "user:known@example.org" } });
  expect(actions.map(({ action }) => action)).toEqual(["user.linkIdentity", "user.update", "session.create"]);
});

test("neither a local administrator nor somebody with a second factor is taken over by an address", async () => {
  await localAccount("chief@example.org", "admin");
  expect((await goThrough("taker")).location).toMatch(/oidc=local_admin/);
  const id = await localAccount("factor@example.org", "viewer");
  await api.app.db.user.update({ where: { id }, data: { secondFactor: true } });
  expect((await goThrough("factor")).location).toMatch(/oidc=local_factor/);
  expect(await api.app.db.account.count({ where: { userId: id, providerId: "oidc" } })).toBe(0);
});

test("what comes back must be what this browser sent out: state, nonce and proof key", async () => {
  const before = await countSessions();
  const mine = await comeBack("ada");
  const others = await comeBack("boss");
  // Somebody's answer in another browser, with a state of its own or without any cookie.
  expect((await arrive({ cookie: mine.cookie, back: others.back })).headers.get("location")).toMatch(/oidc=invalid/);
  expect((await arrive({ cookie: "", back: mine.back })).headers.get("location")).toMatch(/oidc=expired/);
  expect((await arrive({ cookie: "tideline.oidc=abc", back: mine.back })).headers.get("location")).toMatch(
    /oidc=expired/,
  );
  for (const name of ["nonce", "code_challenge"]) {
    const change = (url: URL) => url.searchParams.set(name, "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    expect([name, (await goThrough("ada", { change })).location]).toEqual([
      name,
      expect.stringMatching(/^\/sign-in\?oidc=invalid/),
    ]);
  }
  expect(await countSessions()).toBe(before);
});

test("an answer works once, and not after ten minutes", async () => {
  const trip = await comeBack("ada");
  expect((await arrive(trip)).headers.get("location")).toBe("/alerts?status=new");
  expect((await arrive(trip)).headers.get("location")).toMatch(/oidc=invalid/);
  let now = new Date();
  const { issuer, clientId, clientSecret } = provider;
  const later = await createTestApi({ now: () => now, oidc: { ...mapping, issuer, clientId, clientSecret } });
  const begun = await later.ask("GET", "/api/v1/session/oidc");
  const back = await provider.signIn(new URL(begun.headers.get("location") ?? ""), "ada");
  now = new Date(now.getTime() + 601_000);
  const answer = await later.ask("GET", back.pathname + back.search, { cookie: cookieOf(begun) });
  expect(answer.headers.get("location")).toBe("/sign-in?oidc=expired");
  await later.close();
});

test("somebody who says no at the provider comes back to the sign-in page", async () => {
  const begun = await api.ask("GET", "/api/v1/session/oidc");
  const state = new URL(begun.headers.get("location") ?? "").searchParams.get("state") ?? "";
  const back = new URL(redirectUri);
  back.search = new URLSearchParams({ error: "access_denied", state, iss: provider.issuer }).toString();
  expect((await arrive({ cookie: cookieOf(begun), back })).headers.get("location")).toBe("/sign-in?oidc=denied");
});

test.each(["https://evil.example/", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"])(
  "it does not lead to %j",
  async (next) => {
    expect((await goThrough("ada", { next })).location).toBe("/live");
  },
);

test("a provider that is down hides nothing, breaks nothing, and is found once it is back", async () => {
  const probe = await startIdentityProvider({ people, redirectUri });
  const port = Number(new URL(probe.issuer).port);
  await probe.close();
  const { issuer, clientId, clientSecret } = probe;
  const app = await createTestApi({ oidc: { ...mapping, issuer, clientId, clientSecret } });
  const methods = await (await app.ask("GET", "/api/v1/session/methods")).json();
  expect(methods).toEqual({ oidc: { name: "Example SSO" } });
  const down = await app.ask("GET", "/api/v1/session/oidc?next=/alerts");
  expect(down.headers.get("location")).toBe("/sign-in?oidc=unreachable&next=%2Falerts");
  const back = await startIdentityProvider({ people, redirectUri, port });
  const up = await app.ask("GET", "/api/v1/session/oidc?next=/alerts");
  expect(new URL(up.headers.get("location") ?? "").origin).toBe(issuer);
  await back.close();
  await app.close();
});

test("without a provider there is no button and no way", async () => {
  const plain = await createTestApi();
  expect(await (await plain.ask("GET", "/api/v1/session/methods")).json()).toEqual({ oidc: null });
  expect((await plain.ask("GET", "/api/v1/session/oidc")).status).toBe(404);
  await plain.close();
});

test("answers that nobody asked for cost an address nothing but more of them", async () => {
  const address = "198.51.100.30";
  const stray = () => api.ask("GET", "/api/v1/session/oidc/callback?code=x&state=y", { address });
  expect((await stray()).status).toBe(302);
  await api.app.db.rateLimit.updateMany({ where: { key: `sign-in stray ${address}` }, data: { count: 60 } });
  expect((await stray()).status).toBe(429);
  const person = await api.person("viewer");
  const body = { email: person.email, password: person.password };
  expect((await api.ask("POST", "/api/v1/session", { body, address })).status).toBe(200);
  const { cookie, back } = await comeBack("ada");
  expect((await api.ask("GET", back.pathname + back.search, { cookie, address })).headers.get("location")).toBe(
    "/alerts?status=new",
  );
});
