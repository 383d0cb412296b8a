import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type APIRequestContext, test as setup } from "@playwright/test";
import { z } from "zod";
import { type Role, roles } from "../lib/contracts/permissions.ts";
import { changePasswordByApi, createKeyByApi, createUserByApi, openApi, signInByApi } from "./api.ts";
import { cookieFile, type People, peopleFile, readPeople, stateFolder } from "./people.ts";

const firstRunSchema = z.object({ email: z.string(), password: z.string() });
const password = (role: Role) => `browser test of a ${role}`;

function knownPeople(): People | null {
  try {
    return readPeople();
  } catch {
    return null;
  }
}

/** The first administrator, with a password of their own from now on. */
async function claimFirstRun(api: APIRequestContext): Promise<People["accounts"]["admin"]> {
  const firstRun = firstRunSchema.parse(JSON.parse(readFileSync(join(stateFolder(), "first-run.json"), "utf8")));
  await signInByApi(api, firstRun);
  await changePasswordByApi(api, { currentPassword: firstRun.password, newPassword: password("admin") });
  return { email: firstRun.email, password: password("admin") };
}

async function addPerson(baseURL: string, admin: APIRequestContext, role: Role): Promise<People["accounts"]["admin"]> {
  const email = `${role}@tideline.test`;
  const oneTime = await createUserByApi(admin, { email, name: `Test ${role}`, role });
  const api = await openApi(baseURL);
  await signInByApi(api, { email, password: oneTime });
  await changePasswordByApi(api, { currentPassword: oneTime, newPassword: password(role) });
  await api.dispose();
  return { email, password: password(role) };
}

async function makePeople(baseURL: string): Promise<People> {
  const admin = await openApi(baseURL);
  const accounts = {
    admin: await claimFirstRun(admin),
    viewer: await addPerson(baseURL, admin, "viewer"),
    analyst: await addPerson(baseURL, admin, "analyst"),
    responder: await addPerson(baseURL, admin, "responder"),
  };
  const people = { accounts, key: await createKeyByApi(admin) };
  await admin.dispose();
  writeFileSync(peopleFile(), JSON.stringify(people), { mode: 0o600 });
  return people;
}

// Once before all tests. A second run on the same state finds the people of the first.
setup("an account of each role, signed in, and a key", async ({ baseURL }) => {
  const people = knownPeople() ?? (await makePeople(baseURL ?? ""));
  for (const role of roles) {
    const api = await openApi(baseURL ?? "");
    await signInByApi(api, people.accounts[role]);
    await api.storageState({ path: cookieFile(role) });
    await api.dispose();
  }
});
