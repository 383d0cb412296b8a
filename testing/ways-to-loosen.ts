import { playbookBodySchema } from "../lib/contracts/playbooks.ts";
import { playbookLoosenings } from "../lib/responses/playbook-loosening.ts";
import { firstPolicy } from "../lib/thresholds/policy.ts";
import { ensureDefaults } from "../server/responses/ensure-defaults.ts";
import type { TestApi } from "./api.ts";
import { insertModel } from "./model-row.ts";
import { loudChampion, muteChampion } from "./models/mute-champion.ts";

export const waysToLoosen = ["promote", "rollBack", "addPlaybook", "automate", "silence", "shorten"] as const;
export type WayToLoosen = (typeof waysToLoosen)[number];

/** What lets more through on `main` beside its policy: models, playbooks and the protected list. */
export interface LoosenableWorld {
  /** Everything as it was, and nobody has asked for anything. */
  reset(): Promise<void>;
  /** Tries it by the API, as the person of the cookie. */
  loosen(way: WayToLoosen, cookie: string): Promise<Response>;
  /** What lets more through than after `reset`: empty where each holds. */
  loosened(): Promise<string[]>;
  /** The playbook that is there: its id and its newest version. */
  playbook(): Promise<{ readonly id: number; readonly version: number; readonly body: object }>;
  readonly models: { readonly champion: number; readonly mute: number };
}

const reason = "to let more through";

interface FirstState {
  readonly champion: number;
  readonly mute: number;
  readonly playbook: number;
  readonly body: object;
}

async function putBack({ pool, db }: TestApi["app"], first: FirstState): Promise<void> {
  const { champion, mute, playbook, body } = first;
  await pool.query("DELETE FROM change_request");
  await pool.query("DELETE FROM model_activation WHERE stream = 1");
  await pool.query("UPDATE trained_model SET state = 'retired' WHERE id = $1", [mute]);
  await pool.query("UPDATE trained_model SET state = 'champion' WHERE id = $1", [champion]);
  await pool.query(
    `INSERT INTO model_activation (stream, version, model_id, reason, author)
    VALUES (1, 1, $1, 'first', 'system'), (1, 2, $2, 'better', 'system')`,
    [mute, champion],
  );
  // In force, so that a trial knows a threshold.
  await pool.query("DELETE FROM policy WHERE stream = 1");
  await pool.query(
    `INSERT INTO policy (stream, version, body, reason, author, active_from, activated_at)
    VALUES (1, 1, $1::jsonb, 'first', 'system', 0, now())`,
    [JSON.stringify({ ...firstPolicy })],
  );
  await pool.query("DELETE FROM playbook_version WHERE playbook_id = $1 AND version > 1", [playbook]);
  await pool.query("DELETE FROM playbook WHERE stream = 1 AND body->>'name' = 'another'");
  await pool.query("UPDATE playbook SET version = 1, body = $2::jsonb WHERE id = $1", [playbook, JSON.stringify(body)]);
  await pool.query("DELETE FROM protected_entity WHERE pattern = 'gate-01'");
  await db.protectedEntity.create({
    data: { stream: 1, kind: "host", pattern: "gate-01", reason: "the gate", addedBy: "system" },
  });
}

/** A champion, and before it a mute one that can be promoted or rolled back to; the playbooks that come with Tideline, and one protected host. */
export async function createLoosenableWorld(api: TestApi): Promise<LoosenableWorld> {
  const { pool, db } = api.app;
  await ensureDefaults(pool);
  const name = "mute one";
  const champion = await insertModel(pool, { state: "champion", artefact: loudChampion() });
  const mute = await insertModel(pool, { name, artefact: muteChampion() });
  const first = await db.playbook.findFirstOrThrow({ where: { stream: 1 }, orderBy: { id: "asc" } });
  const body = playbookBodySchema.parse(first.body);
  const playbook = async () => {
    const row = await db.playbook.findUniqueOrThrow({ where: { id: first.id } });
    return { id: row.id, version: row.version, body: playbookBodySchema.parse(row.body) };
  };
  const protectedId = async () => {
    const row = await db.protectedEntity.findFirst({ where: { pattern: "gate-01" } });
    return row?.id ?? 0;
  };
  const change = async (cookie: string, more: object) => {
    const { id, version: basedOn, body: current } = await playbook();
    const path = `/api/v1/playbooks/${id}`;
    return api.ask("PATCH", path, { cookie, body: { basedOn, body: { ...current, ...more }, reason } });
  };
  const ways: Readonly<Record<WayToLoosen, (cookie: string) => Promise<Response>>> = {
    promote: (cookie) =>
      api.ask("POST", `/api/v1/models/${mute}/promote`, {
        cookie,
        body: { reason, seenChampion: champion, confirmation: name },
      }),
    rollBack: (cookie) =>
      api.ask("POST", "/api/v1/models/roll-back", { cookie, body: { stream: "main", reason, seenChampion: champion } }),
    addPlaybook: (cookie) =>
      api.ask("POST", "/api/v1/playbooks", {
        cookie,
        body: { stream: "main", body: { ...body, name: "another", automatic: true }, reason },
      }),
    automate: (cookie) => change(cookie, { automatic: true }),
    silence: (cookie) => change(cookie, { enabled: false }),
    shorten: async (cookie) =>
      api.ask("DELETE", `/api/v1/protected-entities/${await protectedId()}`, { cookie, body: { reason } }),
  };
  return {
    models: { champion, mute },
    playbook,
    reset: () => putBack(api.app, { champion, mute, playbook: first.id, body }),
    loosen: (way, cookie) => ways[way](cookie),
    async loosened() {
      const [inForce] = (await pool.query("SELECT id FROM trained_model WHERE stream = 1 AND state = 'champion'")).rows;
      const others = await db.playbook.findMany({ where: { stream: 1 } });
      const added = others.filter(
        ({ id, body: other }) => id !== first.id && playbookBodySchema.parse(other).automatic,
      );
      const now = await playbook();
      return [
        ...(Number(inForce?.id) === champion ? [] : ["model"]),
        ...(added.length === 0 ? [] : ["automatic playbook"]),
        ...playbookLoosenings(body, playbookBodySchema.parse(now.body)).map(({ where }) => where),
        ...((await protectedId()) === 0 ? ["protected list"] : []),
      ];
    },
  };
}
