import { z } from "zod";
import { type Health, healthSchema } from "../../../lib/contracts/health.ts";
import { readMetrics } from "../../health/metrics.ts";
import { readHealth } from "../../health/read-health.ts";
import { apiVersion } from "../api-version.ts";
import { defineRoute } from "../define-route.ts";

const retryAfterSeconds = "5";

export const getHealthRoute = defineRoute({
  method: "GET",
  path: "/api/v1/health",
  summary: "Whether the parts can do their work; 503 while one is down. check=live asks only if the process answers",
  access: "public",
  query: z.object({ check: z.enum(["live", "ready"]).default("ready") }),
  answer: healthSchema,
  async handle({ app, query, reply }): Promise<Health> {
    if (query.check === "live") return { status: "ok", version: apiVersion, parts: [] };
    const health = await readHealth(app, apiVersion);
    if (health.status === "down") {
      reply.status = 503;
      reply.headers.set("retry-after", retryAfterSeconds);
    }
    return health;
  },
});

/** A key learns nothing of another stream, not even how much happens there. */
function ofOwnStream(text: string, own: string): string {
  const isOwn = (line: string) => (/^[^#]*[{,]stream="([^"]*)"/.exec(line)?.[1] ?? own) === own;
  return text.split("\n").filter(isOwn).join("\n");
}

export const getMetricsRoute = defineRoute({
  method: "GET",
  path: "/api/v1/metrics",
  summary: "Prometheus text",
  access: "metrics:read",
  answer: z.string(),
  contentType: "text/plain; version=0.0.4; charset=utf-8",
  async handle({ app, principal }) {
    const text = await readMetrics(app.db, app.pool);
    return principal.kind === "key" ? ofOwnStream(text, principal.stream) : text;
  },
});
