import { firstPolicy, type PolicyBody } from "../lib/thresholds/policy.ts";
import { createTestApi, type TestApi, type TestPerson } from "./api.ts";

const { version: _version, ...body } = firstPolicy;
/** What every stream starts with. */
export const startingPolicy: PolicyBody = body;
/** Lets more through: notify at a margin that one in a million normal events reaches. */
export const looserPolicy: PolicyBody = { ...body, notify: { method: "fixed", margin: 13 } };

interface Asked {
  readonly id: number;
  readonly digest: string;
}

/** An API with people who ask and decide; `main` has the first version of its policy, renewed by `reset`. */
export interface DecisionWorld {
  readonly api: TestApi;
  readonly asker: TestPerson;
  /** With second factors, and made by nobody who is asked about here. */
  readonly second: TestPerson;
  readonly third: TestPerson;
  personWhoDecides(): Promise<TestPerson>;
  reset(): Promise<void>;
  /** Publishes on top of version 1: a looser policy by whoever asks unless given. */
  publish(asked?: {
    readonly policy?: PolicyBody;
    readonly stream?: "main" | "demo";
    readonly person?: TestPerson;
  }): Promise<Response>;
  /** The request that publishing a looser policy makes. */
  ask(person?: TestPerson): Promise<Asked & { readonly createdAt: string; readonly notBefore: string | null }>;
  decide(request: Asked, person?: TestPerson, decision?: "approve" | "refuse"): Promise<Response>;
  // biome-ignore lint/suspicious/noExplicitAny: an answer is held against its schema when it is asked for.
  detail(id: number, person?: TestPerson): Promise<any>;
  newestVersion(): Promise<number>;
  /** As if the request had been made that much earlier. */
  age(id: number, by: string): Promise<unknown>;
}

const path = "/api/v1/change-requests";

export async function createDecisionWorld(): Promise<DecisionWorld> {
  const api = await createTestApi();
  const { db, pool } = api.app;
  const personWhoDecides = async () => {
    const person = await api.person("admin");
    await db.user.update({ where: { id: person.id }, data: { secondFactor: true } });
    return person;
  };
  const asker = await api.person("admin");
  const [second, third] = [await personWhoDecides(), await personWhoDecides()];
  let asked = 0;
  const publish: DecisionWorld["publish"] = ({ policy = looserPolicy, stream = "main", person = asker } = {}) => {
    asked += 1;
    const publication = { stream, basedOn: 1, reason: `less noise ${asked}`, policy };
    return api.ask("POST", "/api/v1/policies", { cookie: person.cookie, body: publication });
  };
  return {
    api,
    asker,
    second,
    third,
    personWhoDecides,
    async reset() {
      for (const table of ["change_request", "account_act", "policy"]) await pool.query(`DELETE FROM ${table}`);
      const ids = [asker, second, third].map(({ id }) => id);
      await pool.query(`UPDATE "user" SET disabled = id <> ALL($1) WHERE role = 'admin'`, [ids]);
      const first = { version: 1, body: { ...firstPolicy }, reason: "first", author: "system" };
      await db.policyVersion.createMany({ data: [1, 2].map((stream) => ({ stream, ...first })) });
    },
    publish,
    ask: async (person = asker) => (await (await publish({ person })).json()).request,
    decide: ({ id, digest }, { cookie } = second, decision = "approve") =>
      api.ask("POST", `${path}/${id}/decide`, { cookie, body: { decision, digest, reason: "seen and agreed" } }),
    detail: async (id, { cookie } = second) => (await api.ask("GET", `${path}/${id}`, { cookie })).json(),
    newestVersion: async () =>
      (await db.policyVersion.findFirstOrThrow({ where: { stream: 1 }, orderBy: { version: "desc" } })).version,
    age: (id, by) =>
      pool.query("UPDATE change_request SET created_at = created_at - $2::interval WHERE id = $1", [id, by]),
  };
}

/** What came of a change: where it was asked for, somebody else approves it first. Answers the request then, or what was answered. */
export async function byTwo(api: TestApi, answer: Response): Promise<Readonly<Record<string, unknown>>> {
  const done = await answer.json();
  if (answer.status !== 202) return done;
  const second = await api.person("admin");
  await api.app.db.user.update({ where: { id: second.id }, data: { secondFactor: true } });
  const body = { decision: "approve", digest: done.request.digest, reason: "seen and agreed" };
  const approved = await api.ask("POST", `${path}/${done.request.id}/decide`, { cookie: second.cookie, body });
  if (approved.status !== 200) throw new Error(`It was not approved: ${await approved.text()}`);
  return approved.json();
}

/** Publishes a policy whatever it loosens. */
export async function publishByTwo(
  api: TestApi,
  { cookie }: TestPerson,
  body: Readonly<Record<string, unknown>>,
): Promise<void> {
  await byTwo(api, await api.ask("POST", "/api/v1/policies", { cookie, body }));
}
