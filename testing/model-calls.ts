import type { ModelState } from "../lib/contracts/models.ts";
import type { PrepareCall, World } from "./changing-call.ts";
import { artefactBytes, insertModel } from "./model-row.ts";

const path = "/api/v1/models";
const reason = "for the record";
const name = "made by chance";

/** No model stands in the way of what the call needs. */
async function onlyModel({ api }: World, state: ModelState): Promise<number> {
  await api.app.pool.query("DELETE FROM trained_model");
  return insertModel(api.app.pool, { stream: "demo", state, name });
}

/** A verb on a model in this state. */
const withReason =
  (verb: string, state: ModelState, more: object = {}): PrepareCall =>
  async (world) => {
    const id = await onlyModel(world, state);
    const { cookie } = world.admin;
    return { path: `${path}/${id}/${verb}`, cookie, body: { reason, ...more }, refused: { body: { reason: "" } } };
  };

export const ofModels: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/models": async (world) => {
    await onlyModel(world, "retired");
    const body = { stream: "demo", origin: "generated", reason };
    return { path, cookie: world.admin.cookie, body, refused: { body: { ...body, stream: "main" } } };
  },
  "POST /api/v1/models/roll-back": async (world) => {
    const seenChampion = await onlyModel(world, "champion");
    const body = { stream: "demo", reason, seenChampion };
    const refused = { body: { ...body, seenChampion: seenChampion + 1 } };
    return { path: `${path}/roll-back`, cookie: world.admin.cookie, body, refused };
  },
  "POST /api/v1/models/import": async ({ admin: { cookie } }) => {
    const body = artefactBytes(`imported ${Math.random()}`);
    const query = new URLSearchParams({ stream: "demo", name: "made elsewhere", reason });
    return { path: `${path}/import?${query}`, cookie, body, refused: { body: body.subarray(0, 100) } };
  },
  "POST /api/v1/models/{id}/cancel": withReason("cancel", "training"),
  "POST /api/v1/models/{id}/promote": withReason("promote", "candidate", { seenChampion: null, confirmation: name }),
  "POST /api/v1/models/{id}/retire": withReason("retire", "candidate"),
};
