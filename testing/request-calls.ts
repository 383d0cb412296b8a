import type { PrepareCall, World } from "./changing-call.ts";

const reason = "for the record";

/** A request of somebody else, and an administrator who may decide on it. */
async function openedRequest({ api }: World): Promise<{ id: number; digest: string; cookie: string }> {
  const [asker, decider] = [await api.person("admin"), await api.person("admin")];
  await api.app.db.user.update({ where: { id: decider.id }, data: { secondFactor: true } });
  const entry = { stream: "main", kind: "host", pattern: `host-${Math.random()}`, reason };
  const added = await api.ask("POST", "/api/v1/protected-entities", { cookie: asker.cookie, body: entry });
  const path = `/api/v1/protected-entities/${(await added.json()).id}`;
  const { request } = await (await api.ask("DELETE", path, { cookie: asker.cookie, body: { reason } })).json();
  return { id: request.id, digest: request.digest, cookie: decider.cookie };
}

export const ofRequests: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/change-requests/{id}/decide": async (world) => {
    const { id, digest, cookie } = await openedRequest(world);
    const body = { decision: "approve", digest, reason };
    const refused = { body: { ...body, digest: "0".repeat(64) } };
    return { path: `/api/v1/change-requests/${id}/decide`, cookie, body, refused };
  },
  "POST /api/v1/change-requests/{id}/cancel": async (world) => {
    const { id, cookie } = await openedRequest(world);
    return {
      path: `/api/v1/change-requests/${id}/cancel`,
      cookie,
      body: { reason },
      refused: { body: { reason: "" } },
    };
  },
};
