import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { clientHeader } from "../../lib/contracts/session.ts";
import { userWithPasswordSchema } from "../../lib/contracts/users.ts";

const firstRunSchema = z.object({ email: z.string(), password: z.string() });
const ownPassword = "a password for the benchmark";

/** The API as a browser of ours asks it, signed in. */
export interface Client {
  ask(method: "GET" | "POST" | "PATCH", path: string, body?: unknown): Promise<Response>;
}

function clientOf(url: string): Client {
  let cookie = "";
  return {
    async ask(method, path, body) {
      const headers = {
        [clientHeader.name]: clientHeader.value,
        origin: new URL(url).origin,
        cookie,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      };
      const payload = body === undefined ? null : JSON.stringify(body);
      const response = await fetch(`${url}${path}`, { method, headers, body: payload });
      const set = response.headers.getSetCookie().map((text) => text.split(";", 1)[0] ?? "");
      if (set.length > 0) cookie = set.join("; ");
      return response;
    },
  };
}

async function ok(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

async function signIn(client: Client, email: string, password: string): Promise<void> {
  await ok(await client.ask("POST", "/api/v1/session", { email, password }));
  await ok(
    await client.ask("POST", "/api/v1/session/password", { currentPassword: password, newPassword: ownPassword }),
  );
}

/** So many analysts of a fresh instance, each signed in with a session of their own. */
export async function signInAnalysts(target: { url: string; stateDir: string }, count: number): Promise<Client[]> {
  const first = firstRunSchema.parse(JSON.parse(readFileSync(join(target.stateDir, "first-run.json"), "utf8")));
  const admin = clientOf(target.url);
  await signIn(admin, first.email, first.password);
  const clients: Client[] = [];
  for (let person = 0; person < count; person += 1) {
    const email = `person.${person}@example.org`;
    const body = { email, name: `Person ${person}`, role: "analyst" };
    const { password } = userWithPasswordSchema.parse(await ok(await admin.ask("POST", "/api/v1/users", body)));
    const client = clientOf(target.url);
    await signIn(client, email, password);
    clients.push(client);
  }
  return clients;
}
