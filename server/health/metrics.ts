import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Pool } from "../db/pg.ts";
import type { Database } from "../db/prisma.ts";
import { streamName } from "../db/stream-number.ts";
import { processWide } from "../process-wide.ts";
import { readLogStates } from "./read-log-state.ts";
import { createStateGauges, type StateGauges } from "./state-gauges.ts";

export interface Metrics {
  readonly registry: Registry;
  readonly requestSeconds: Histogram<"method" | "path" | "status">;
  readonly eyeSeconds: Histogram<"stage">;
  readonly sockets: Gauge;
  readonly logHead: Gauge<"stream">;
  readonly position: Gauge<"stream">;
  readonly lagSeconds: Gauge<"stream">;
  readonly alerts: Gauge<"stream" | "status">;
  readonly state: StateGauges;
}

function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  const gauge = <T extends string>(name: string, help: string, labelNames: readonly T[]) =>
    new Gauge({ name, help, labelNames: [...labelNames], registers });
  return {
    registry,
    requestSeconds: new Histogram({
      name: "tideline_http_request_seconds",
      help: "Time to answer a request of the API",
      labelNames: ["method", "path", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    eyeSeconds: new Histogram({
      name: "tideline_event_to_eye_seconds",
      help: "From an event's receipt to a browser's screen: each stage from the one before, and their total",
      labelNames: ["stage"],
      buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    sockets: gauge("tideline_push_sockets", "Browsers connected to this process", []),
    logHead: gauge("tideline_log_head", "Next offset of the log", ["stream"]),
    position: gauge("tideline_scoring_position", "Next offset to be scored", ["stream"]),
    lagSeconds: gauge("tideline_scoring_lag_seconds", "Age of the oldest event that waits for its score", ["stream"]),
    alerts: gauge("tideline_alerts", "Alerts by status", ["stream", "status"]),
    state: createStateGauges(registry),
  };
}

/** The meters of this process. */
export function metrics(): Metrics {
  return processWide("metrics", createMetrics);
}

/** Prometheus text: this process, and the state of log and alerts as of now. */
export async function readMetrics(db: Database, pool: Pool): Promise<string> {
  const { registry, logHead, position, lagSeconds, alerts, state: stateGauges } = metrics();
  const [states, counts] = await Promise.all([
    readLogStates(db),
    db.alert.groupBy({ by: ["stream", "status"], _count: true }),
    stateGauges.read(pool),
  ]);
  for (const state of states) {
    const labels = { stream: state.stream };
    logHead.set(labels, state.head);
    position.set(labels, state.position);
    lagSeconds.set(labels, state.lagMs / 1000);
  }
  alerts.reset();
  for (const { stream, status, _count } of counts) alerts.set({ stream: streamName(stream), status }, _count);
  return registry.metrics();
}
