import type { Role } from "../lib/contracts/permissions.ts";
import type { ResponseDetail } from "../lib/contracts/responses.ts";
import { createPool, type Pool } from "../server/db/pg.ts";
import { askPlaybooks } from "../server/responses/ask-playbooks.ts";
import { ensureDefaults } from "../server/responses/ensure-defaults.ts";
import { getResponse } from "../server/responses/get-response.ts";
import type { WorkPlace } from "../server/responses/work/start-work.ts";
import { keepResponding } from "../worker/responses/keep-responding.ts";
import { createTestApi, type TestApi, type TestPerson } from "./api.ts";
import { eventually } from "./scoring-world.ts";
import { preparePartitions } from "./seed.ts";
import type { WebhookReceiver } from "./webhook-receiver.ts";

export interface GuessingAlert {
  readonly id: number;
  readonly attacker: string;
}

/** An API with playbooks and executors, alerts to respond to, and as many workers as a test wants. */
export interface ResponseWorld {
  readonly api: TestApi;
  readonly pool: Pool;
  readonly settings: { readonly authSecret: string; readonly allowInside: boolean };
  /** The clock of API and workers, ms after the real one. */
  aheadMs: number;
  person(role: Role): Promise<TestPerson>;
  /** A guessing alert of the demo stream from an address of its own, as scoring would have raised and told of it. */
  raise(changes?: {
    readonly band?: number;
    readonly attacker?: string;
    readonly stream?: number;
  }): Promise<GuessingAlert>;
  /** A guessing alert whose response waits for approval. */
  propose(): Promise<ResponseDetail>;
  detail(id: number): Promise<ResponseDetail>;
  untilState(id: number, state: ResponseDetail["state"]): Promise<ResponseDetail>;
  /** As a responder, unless somebody else is named. */
  post(path: string, body: unknown, person?: TestPerson): Promise<Response>;
  approve(seen: Pick<ResponseDetail, "id" | "evidenceHash">, person?: TestPerson): Promise<Response>;
  readonly responder: TestPerson;
  readonly admin: TestPerson;
  /** The demo's playbooks act through the receiver from now on; answers the executor's id. */
  useWebhook(receiver: WebhookReceiver, idempotent?: boolean): Promise<number>;
  actionOf(id: number): Promise<string>;
  /** A worker that a test moves step by step. */
  workPlace(worker: number): WorkPlace;
  startWorkers(count: number): void;
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
}

let serial = 0;

const viewer = {
  kind: "user",
  id: "viewer",
  email: "viewer@example.org",
  name: "Viewer",
  role: "viewer",
  sessionId: "none",
  expiresAt: new Date(0),
  mustChangePassword: false,
  method: "password",
  mustSetUpSecondFactor: false,
} as const;

async function insertAlert(pool: Pool, { band, attacker, stream }: { band: number; attacker: string; stream: number }) {
  const entities = [
    { id: "00000000000000aa", kind: "address", name: attacker, role: "source" },
    { id: "00000000000000bb", kind: "user", name: "backup", role: "user" },
    { id: "00000000000000cc", kind: "host", name: "gate-01", role: "host" },
  ];
  const { rows } = await pool.query(
    `INSERT INTO alert (stream, finding_key, title, reason, severity, band, class_uid, detectors, techniques, entities,
      entity_ids, first_seen, last_seen, event_count, event_id, event_received, margin, score, confidence, threshold,
      threshold_version, policy_version, contributions, features)
    VALUES ($1, $2, $3, 'Many failures', 3, $4, 3002, '{failure-burst}', '{T1110.001}', $5, '{170,187,204}', now(), now(),
      40, 1, now(), 9.5, 97, 0.9, 9.2, 1, 1, '[]', '[]') RETURNING id`,
    [stream, `failure-burst|${attacker}|`, `Password guessing from ${attacker}`, band, JSON.stringify(entities)],
  );
  return Number(rows[0]?.id);
}

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

export async function raiseAlert(
  pool: Pool,
  now: Date,
  { band = 1, attacker, stream = 2 }: Parameters<ResponseWorld["raise"]>[0] = {},
): Promise<GuessingAlert> {
  serial += 1;
  const name = attacker ?? `203.0.113.${serial % 250}${serial >= 250 ? `:${serial}` : ""}`;
  const id = await insertAlert(pool, { band, attacker: name, stream });
  const trigger = "INSERT INTO response_trigger (alert_id, band, created_at) VALUES ($1, $2, $3)";
  await pool.query(trigger, [id, band, now]);
  return { id, attacker: name };
}

/** Workers inside the test's own process. */
function createWorkers(api: TestApi, place: Pick<ResponseWorld, "pool" | "settings"> & { readonly now: () => Date }) {
  const running: { stop(): Promise<void> }[] = [];
  return {
    workPlace: (worker: number): WorkPlace => ({ ...place, worker }),
    startWorkers(count: number) {
      for (let started = 0; started < count; started += 1) {
        const stopping = new AbortController();
        const done = keepResponding({ url: api.databaseUrl, log: quiet, ...place }, stopping.signal);
        running.push({
          async stop() {
            stopping.abort();
            await done;
          },
        });
      }
    },
    async stopWorkers() {
      await Promise.all(running.splice(0).map((worker) => worker.stop()));
    },
  };
}

export async function createResponseWorld(): Promise<ResponseWorld> {
  const clock = { aheadMs: 0 };
  const now = () => new Date(Date.now() + clock.aheadMs);
  const api = await createTestApi({ now });
  const pool = createPool({ url: api.databaseUrl, name: "test responses", max: 8 });
  const settings = { authSecret: api.app.settings.authSecret, allowInside: true };
  await preparePartitions(api.app.db, now());
  await ensureDefaults(pool);
  const responder = await api.person("responder");
  const admin = await api.person("admin");
  const post: ResponseWorld["post"] = (path, body, person = responder) =>
    api.ask("POST", `/api/v1${path}`, { cookie: person.cookie, body });
  const useWebhook: ResponseWorld["useWebhook"] = async ({ url, secret }, idempotent = false) => {
    serial += 1;
    const body = {
      stream: "demo",
      name: `Firewall ${serial}`,
      kind: "webhook",
      url,
      secret,
      idempotent,
      reason: "for it",
    };
    const { id } = await (await post("/executors", body, admin)).json();
    await pool.query(`UPDATE playbook SET body = jsonb_set(body, '{executorId}', $1::text::jsonb) WHERE stream = 2`, [
      id,
    ]);
    return Number(id);
  };
  const workers = createWorkers(api, { pool, settings, now });
  // Past the limits of requests, which a test that waits would run into.
  const detail = (id: number) => getResponse(pool, { id, principal: viewer });
  return {
    api,
    pool,
    settings,
    get aheadMs() {
      return clock.aheadMs;
    },
    set aheadMs(ms) {
      clock.aheadMs = ms;
    },
    person: (role) => api.person(role),
    raise: (changes) => raiseAlert(pool, now(), changes),
    async propose() {
      const alert = await raiseAlert(pool, now());
      while (await askPlaybooks(pool, now()));
      // A worker of the test may be the one that asks.
      return eventually(async () => {
        const { rows } = await pool.query("SELECT id FROM response WHERE alert_id = $1", [alert.id]);
        return rows[0] === undefined ? null : detail(Number(rows[0].id));
      });
    },
    detail,
    untilState: (id, state) =>
      eventually(async () => {
        const found = await detail(id);
        return found.state === state ? found : null;
      }),
    post,
    approve: ({ id, evidenceHash }, person) => post(`/responses/${id}/approve`, { evidenceHash }, person),
    responder,
    admin,
    useWebhook,
    actionOf: async (id) => (await api.app.db.response.findUniqueOrThrow({ where: { id: BigInt(id) } })).actionId,
    ...workers,
    async close() {
      await workers.stopWorkers();
      await pool.end();
      await api.close();
    },
  };
}
