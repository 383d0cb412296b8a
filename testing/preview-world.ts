import { type PolicyPreview, policyPreviewSchema } from "../lib/contracts/policy-preview.ts";
import { classUid } from "../lib/event/classes.ts";
import { firstPolicy, type PolicyBody } from "../lib/thresholds/policy.ts";
import { createPool } from "../server/db/pg.ts";
import { createAppender } from "../server/event-log/append.ts";
import { ensureDefaults } from "../server/responses/ensure-defaults.ts";
import { createTestApi } from "./api.ts";
import { appendInBlocks, failureBurst, ordinaryEvents } from "./scoring-events.ts";
import { eventually, startLoop } from "./scoring-world.ts";
import { publishByTwo } from "./second-person.ts";

const { version: _version, ...unscoped } = firstPolicy;
/** The policy that every stream begins with, as it is sent. */
export const plainPolicy: PolicyBody = unscoped;
/** Matches every event. */
export const anything = { classUids: [], sources: [], group: null };

/** With an estimated notify, a scope of a group and one of a class from a source. */
export const scopedPolicy: PolicyBody = {
  ...plainPolicy,
  notify: { method: "neymanPearson", alpha: 0.02, delta: 0.05, untilThen: 4 },
  approve: 6,
  groups: [{ id: "desks", name: "Desks", names: ["HOST3"], ranges: ["10.0.1.0/24"] }],
  scopes: [
    { id: "desks", name: "Desks", match: { ...anything, group: "desks" }, notify: 2, approve: 3, auto: 5 },
    {
      id: "gate",
      name: "Sign-ins at the gate",
      match: { classUids: [classUid.authentication], sources: ["gateway"], group: null },
      notify: "inherit",
      approve: "off",
      auto: "off",
    },
  ],
};

export type PreviewWorld = Awaited<ReturnType<typeof createPreviewWorld>>;

/** A stream of two blocks that `scopedPolicy` has judged, and an API that previews policies over it. */
export async function createPreviewWorld() {
  const api = await createTestApi();
  const [admin, viewer] = [await api.person("admin"), await api.person("viewer")];
  const pool = createPool({ url: api.superuserUrl, name: "test", max: 2 });
  const rows = async (sql: string, values: unknown[] = []) => (await pool.query(sql, values)).rows;
  await rows("INSERT INTO source (id, stream, name, format) OVERRIDING SYSTEM VALUE VALUES (1, 1, 'gateway', 'test')");
  const appender = createAppender({ url: api.databaseUrl, stream: 1 });
  const loop = startLoop(api.databaseUrl);
  const startMs = Date.now() - 3_600_000;

  const holds = async (sql: string, value: number) =>
    void (await eventually(async () => ((await rows(sql))[0]?.value === value ? true : null)));
  const inForce = (version: number) =>
    holds("SELECT max(version) AS value FROM policy WHERE stream = 1 AND active_from IS NOT NULL", version);
  const scored = () => holds("SELECT position::int AS value FROM log_position WHERE stream = 1", appender.head);

  async function publish(policy: PolicyBody, basedOn: number): Promise<void> {
    await publishByTwo(api, admin, { stream: "main", basedOn, reason: "to try it", policy });
    await inForce(basedOn + 1);
  }

  async function preview(policy: PolicyBody, search = ""): Promise<PolicyPreview> {
    const { cookie } = viewer;
    const answer = await api.ask("POST", `/api/v1/policies/preview${search}`, { cookie, body: { policy } });
    return policyPreviewSchema.parse(await answer.json());
  }

  await inForce(1);
  await ensureDefaults(pool);
  await publish(scopedPolicy, 1);
  const events = [
    ...ordinaryEvents(6000, startMs),
    ...failureBurst(60, startMs + 240_000),
    ...failureBurst(60, startMs + 250_000, "10.0.1.77"),
    ...ordinaryEvents(2072, startMs + 260_000),
  ];
  await appendInBlocks(appender, events, 300);
  await scored();
  return {
    api,
    viewer,
    rows,
    publish,
    preview,
    /** More ordinary events, so long after the first of all; answers when they are scored. */
    async append(count: number, afterMs: number): Promise<void> {
      await appendInBlocks(appender, ordinaryEvents(count, startMs + afterMs), count / 2);
      await scored();
    },
    async close(): Promise<void> {
      await loop.stop();
      await appender.close();
      await pool.end();
      await api.close();
    },
  };
}
