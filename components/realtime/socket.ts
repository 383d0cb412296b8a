import { io } from "socket.io-client";
import { socketEvents, subscribedSchema } from "../../lib/contracts/live.ts";
import { scoringStandingSchema } from "../../lib/contracts/scoring-standing.ts";
import { setConnection } from "./connection-store.ts";
import { takeUnreported } from "./latency.ts";
import { type Push, pushMessageSchema } from "./push-message.ts";
import { forgetScoring, setScoring } from "./scoring-store.ts";
import { afterMessage, afterSubscribed, type Cursor, noCursor } from "./subscription.ts";

const rooms = ["live", "alerts", "policies", "models", "responses", "audit"] as const;
const retryMs = 2000;
const reportMs = 10_000;

interface SocketHandlers {
  readonly onMessage: (message: Push) => void;
  /** Something was missed, or may have been: read again what is shown. */
  readonly onResync: () => void;
  /** The server closed the socket: the session may have ended. */
  readonly onClosed: () => void;
}

/** Opens the page's one socket and keeps it open. Returns what closes it for good. */
export function openSocket(handlers: SocketHandlers): () => void {
  let cursor: Cursor = noCursor;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const socket = io({ transports: ["websocket", "polling"], reconnectionDelay: 500, reconnectionDelayMax: 5000 });
  const connectLater = () => {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connect(), retryMs);
  };

  socket.on("connect", () => {
    forgetScoring();
    socket.emit(socketEvents.subscribe, { rooms, ...cursor }, (answer: unknown) => {
      const subscribed = subscribedSchema.safeParse(answer);
      if (!subscribed.success) return;
      const { next, resync } = afterSubscribed(cursor, subscribed.data);
      cursor = next;
      setConnection({ phase: "live" });
      if (resync) handlers.onResync();
    });
  });
  socket.on(socketEvents.push, (raw: unknown) => {
    const message = pushMessageSchema.safeParse(raw);
    if (!message.success) return;
    const next = afterMessage(cursor, message.data.number);
    if (next === null) return;
    cursor = next;
    handlers.onMessage(message.data);
  });
  socket.on(socketEvents.scoring, (raw: unknown) => {
    const standing = scoringStandingSchema.safeParse(raw);
    if (standing.success) setScoring(standing.data);
  });
  socket.on("disconnect", (reason) => {
    setConnection({ phase: "cut", since: Date.now() });
    if (reason !== "io server disconnect") return;
    handlers.onClosed();
    connectLater();
  });
  socket.on("connect_error", () => {
    setConnection({ phase: "cut", since: Date.now() });
    // Refused, not unreachable: the library gives up then, but a restarted server may let us in again.
    if (socket.active) return;
    handlers.onClosed();
    connectLater();
  });

  // What this page measured of the way from event to eye goes into the figures of all.
  const reports = setInterval(() => {
    if (!socket.connected) return;
    const samples = takeUnreported();
    if (samples.length > 0) socket.emit(socketEvents.painted, { samples });
  }, reportMs);

  // The browser knows of a cut long before a heartbeat is missed.
  const onOffline = () => socket.disconnect();
  const onOnline = () => socket.connect();
  window.addEventListener("offline", onOffline);
  window.addEventListener("online", onOnline);
  return () => {
    window.removeEventListener("offline", onOffline);
    window.removeEventListener("online", onOnline);
    clearTimeout(retry);
    clearInterval(reports);
    socket.removeAllListeners();
    socket.disconnect();
  };
}
