import type { PrepareCall } from "./changing-call.ts";
import { seedGuard, seedSpotCheck } from "./guard-row.ts";

const path = "/api/v1/thresholds";

export const ofThresholds: Readonly<Record<string, PrepareCall>> = {
  "POST /api/v1/thresholds/moves/{version}/roll-back": async ({ api, admin: { cookie } }) => {
    await seedGuard(api.app.pool, { stream: "demo" });
    const body = { stream: "demo", reason: "too high" };
    return { path: `${path}/moves/2/roll-back`, cookie, body, refused: { body: { ...body, reason: "" } } };
  },
  "POST /api/v1/thresholds/moves": async ({ api, admin: { cookie } }) => {
    await seedGuard(api.app.pool, { stream: "demo" });
    const body = { stream: "demo", to: 4.5, reason: "a campaign against us" };
    return { path: `${path}/moves`, cookie, body, refused: { body: { ...body, to: 1 } } };
  },
  "POST /api/v1/thresholds/spot-checks/{id}/verdict": async ({ api, admin: { cookie } }) => {
    await seedGuard(api.app.pool, { stream: "demo" });
    const id = await seedSpotCheck(api.app.pool, { stream: "demo", eventId: Math.floor(Math.random() * 1e9) });
    const body = { verdict: "benign" };
    return { path: `${path}/spot-checks/${id}/verdict`, cookie, body, refused: { body: { verdict: "good" } } };
  },
};
