import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { clientHeader } from "../../lib/contracts/session.ts";
import type { Instance } from "../../scripts/instance.ts";

/** A person who is signed in and works over HTTP as a browser of ours does. */
export interface Person {
  readonly email: string;
  send(method: "GET" | "POST" | "PATCH", path: string, body?: unknown): Promise<Response>;
}

function clientOf(url: string, email: string, cookie: string): Person {
  return {
    email,
    send: (method, path, body) =>
      fetch(`${url}/api/v1${path}`, {
        method,
        headers: {
          cookie,
          origin: url,
          "sec-fetch-site": "same-origin",
          [clientHeader.name]: clientHeader.value,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}

const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";", 1)[0])
    .join("; ");

async function must(response: Response): Promise<Response> {
  if (response.ok) return response;
  throw new Error(`${new URL(response.url).pathname} answered ${response.status}: ${await response.text()}`);
}

/** Signs in with a one-time password and changes it, as a first sign-in demands. */
async function firstSignIn(url: string, email: string, oneTime: string): Promise<Person> {
  const signedIn = await must(await clientOf(url, email, "").send("POST", "/session", { email, password: oneTime }));
  const person = clientOf(url, email, cookieOf(signedIn));
  const newPassword = `a long one of the benchmark ${email}`;
  const changed = await must(await person.send("POST", "/session/password", { currentPassword: oneTime, newPassword }));
  const cookie = cookieOf(changed);
  return cookie === "" ? person : clientOf(url, email, cookie);
}

/** The first administrator of a fresh instance. */
export function openAdmin({ url, stateDir }: Instance): Promise<Person> {
  const text = readFileSync(join(stateDir, "first-run.json"), "utf8");
  const { email, password } = z.object({ email: z.string(), password: z.string() }).parse(JSON.parse(text));
  return firstSignIn(url, email, password);
}

/** Responders, each with an account and a session of their own. */
export async function addResponders(admin: Person, { url }: Instance, count: number): Promise<Person[]> {
  const people: Person[] = [];
  for (let index = 0; index < count; index += 1) {
    const input = { email: `responder.${index}@example.org`, name: `Responder ${index}`, role: "responder" };
    const made = await must(await admin.send("POST", "/users", input));
    const { password } = z
      .object({ password: z.string() })
      .loose()
      .parse(await made.json());
    people.push(await firstSignIn(url, input.email, password));
  }
  return people;
}

/** The answer's body where it is a success; throws what the server said where not. */
export async function bodyOf<S extends z.ZodType>(schema: S, response: Response): Promise<z.output<S>> {
  return schema.parse(await (await must(response)).json());
}
