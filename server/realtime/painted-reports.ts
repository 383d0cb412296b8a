import { paintedReportSchema, socketEvents } from "../../lib/contracts/live.ts";
import { takePainted } from "../live/eye-latency.ts";
import type { OutboxMessage } from "./outbox-message.ts";

/** Our pages report every ten seconds; what comes sooner is not counted. */
const leastMs = 4000;

/** The message as it goes out, with the moment of sending, which is a stage on the way to the eye. */
export function withSendingTime(message: OutboxMessage, nowMs: number): OutboxMessage {
  return message.kind === "scores" ? { ...message, body: { ...message.body, pushedAt: nowMs } } : message;
}

/** As much of a socket as reports need. */
interface ReportingSocket {
  on(event: string, handle: (raw: unknown) => void): unknown;
  disconnect(close: boolean): unknown;
}

/** Takes what a browser says of its own latencies. One that sends something else is not ours. */
export function takePaintedReports(socket: ReportingSocket): void {
  let takenAtMs = Number.NEGATIVE_INFINITY;
  socket.on(socketEvents.painted, (raw: unknown) => {
    const report = paintedReportSchema.safeParse(raw);
    if (!report.success) {
      socket.disconnect(true);
      return;
    }
    const nowMs = Date.now();
    if (nowMs - takenAtMs < leastMs) return;
    takenAtMs = nowMs;
    takePainted(report.data.samples, nowMs);
  });
}
