import type { APIRequestContext, APIResponse } from "@playwright/test";
import pg from "pg";
import { z } from "zod";
import { lookInside } from "../bench/support/inside.ts";
import { askedForSchema } from "../lib/contracts/change-requests.ts";
import { policyDraftSchema } from "../lib/contracts/policies.ts";
import { authenticatorCode } from "../testing/authenticator.ts";
import { answered, changePasswordByApi, createUserByApi, openApi, signInByApi } from "./api.ts";
import { type People, stateFolder } from "./people.ts";

const setupSchema = z.object({ secret: z.string() });

/** Another admin with a second factor, signed in; the cookies are in the client that is answered. */
export async function secondAdmin(baseURL: string, people: People): Promise<APIRequestContext> {
  const email = `second-${Date.now()}@tideline.test`;
  const password = "a password of my own";
  const admin = await openApi(baseURL);
  await signInByApi(admin, people.accounts.admin);
  const oneTime = await createUserByApi(admin, { email, name: "Second Person", role: "admin" });
  await admin.dispose();
  const own = await openApi(baseURL);
  await signInByApi(own, { email, password: oneTime });
  await changePasswordByApi(own, { currentPassword: oneTime, newPassword: password });
  const setup = await answered(await own.post("/api/v1/session/second-factor/setup", { data: { password } }));
  const code = authenticatorCode(setupSchema.parse(setup).secret, new Date());
  await answered(await own.post("/api/v1/session/second-factor", { data: { code } }));
  return own;
}

/** As if the accounts had been made more than a week ago: nobody counts as one with whoever made them. */
export async function aWeekLater(): Promise<void> {
  const client = new pg.Client({ connectionString: lookInside(stateFolder()).applicationUrl });
  await client.connect();
  await client.query("DELETE FROM account_act");
  await client.end();
}

/** A draft of an admin with a scope that is told less of: mail, of which there is none here. */
export async function draftThatLoosens(admin: APIRequestContext): Promise<number> {
  const begun = policyDraftSchema.parse(
    await answered(await admin.post("/api/v1/policies/drafts", { data: { stream: "main", name: "Less mail" } })),
  );
  const { id, revision, body } = begun;
  const scope = {
    id: "mail",
    name: "Mail",
    match: { classUids: [4009], sources: [], group: null },
    notify: 12,
    approve: "inherit",
    auto: "inherit",
  } as const;
  const policy = { ...body, scopes: [...body.scopes.filter((known) => known.id !== scope.id), scope] };
  await answered(await admin.patch(`/api/v1/policies/drafts/${id}`, { data: { revision, policy } }));
  return id;
}

/** What came of a change by an admin: where it was only asked for, somebody whom nothing joins to them approves it. */
export async function doneByTwo(answer: APIResponse, baseURL: string, people: People): Promise<void> {
  if (answer.status() !== 202) return;
  const { request } = askedForSchema.parse(await answer.json());
  const second = await secondAdmin(baseURL, people);
  await aWeekLater();
  const data = { decision: "approve", digest: request.digest, reason: "seen and agreed" };
  await answered(await second.post(`/api/v1/change-requests/${request.id}/decide`, { data }));
  await second.dispose();
}
