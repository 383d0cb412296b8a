import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type Role, roles } from "../lib/contracts/permissions.ts";

/** The accounts that the tests sign in with, one of each role, and a key to send events with. */
const peopleSchema = z.object({
  key: z.string(),
  accounts: z.record(z.enum(roles), z.object({ email: z.string(), password: z.string() })),
});
export type People = z.infer<typeof peopleSchema>;

/** Where `npm test` keeps the state of the instance under test; the accounts live and die with it. */
export function stateFolder(): string {
  const folder = process.env.TIDELINE_STATE;
  if (folder === undefined)
    throw new Error("Run `npm test`, or name a running Tideline in BASE_URL and TIDELINE_STATE.");
  return folder;
}

export const peopleFile = () => join(stateFolder(), "e2e-people.json");
/** The cookies of somebody signed in with this role. */
export const cookieFile = (role: Role) => join(stateFolder(), `e2e-${role}.json`);

export function readPeople(): People {
  return peopleSchema.parse(JSON.parse(readFileSync(peopleFile(), "utf8")));
}
