import type { Server as HttpServer, IncomingMessage } from "node:http";
import { Server, type Socket } from "socket.io";
import { socketEvents } from "../../lib/contracts/live.ts";
import type { UserPrincipal } from "../auth/principal.ts";
import { metrics } from "../health/metrics.ts";
import { type App, processApp } from "../http/app.ts";
import { authenticateSession } from "../http/authenticate.ts";
import { isSameOrigin } from "../http/check-same-site.ts";
import type { Connected, ConnectedSockets } from "./connected-sockets.ts";
import { endSessions, endSocket } from "./end-sessions.ts";
import { takePaintedReports, withSendingTime } from "./painted-reports.ts";
import { createPublisher, type Publisher } from "./publisher.ts";
import { sendTo } from "./send-to.ts";
import { subscribe } from "./subscribe.ts";
import { watchScoring } from "./watch-scoring.ts";

/** What browsers send is a subscription of a few hundred bytes. */
const mostBytes = 16_384;
const mostSocketsOfUser = 50;

export interface Realtime {
  close(): Promise<void>;
}

/** A page of another site can open a socket with our cookie; it cannot hide where it comes from. */
function comesFromUs(request: IncomingMessage, publicUrl: string): boolean {
  const { origin, host, "sec-fetch-site": site } = request.headers;
  if (site !== undefined && site !== "same-origin" && site !== "none") return false;
  return origin === undefined || isSameOrigin(origin, host ?? null, publicUrl);
}

/** The person behind a handshake; the error's message is what the browser is told. */
async function personOf(app: App, socket: Socket, sockets: ConnectedSockets): Promise<UserPrincipal> {
  const headers = new Headers({ cookie: socket.handshake.headers.cookie ?? "" });
  const { principal } = await authenticateSession(app, headers).catch((error: unknown) => {
    app.log.warn({ err: error }, "A socket's session could not be read");
    throw new Error("unavailable");
  });
  if (principal === null) throw new Error("unauthenticated");
  if (principal.mustChangePassword) throw new Error("password_change_required");
  if (principal.mustSetUpSecondFactor) throw new Error("second_factor_setup_required");
  const own = [...sockets.values()].filter((entry) => entry.principal.id === principal.id);
  if (own.length >= mostSocketsOfUser) throw new Error("rate_limited");
  return principal;
}

function createSocketServer(app: App, server: HttpServer): Server {
  return new Server(server, {
    path: "/socket.io",
    serveClient: false,
    maxHttpBufferSize: mostBytes,
    pingInterval: 10_000,
    pingTimeout: 5_000,
    // Whoever has not said by then which namespace they want does not come from our pages.
    connectTimeout: 5_000,
    // The development server's sockets take longer than a second to be answered while it compiles.
    destroyUpgradeTimeout: 5_000,
    allowRequest: (request, decide) => decide(null, comesFromUs(request, app.settings.publicUrl)),
  });
}

interface Hall {
  readonly app: App;
  readonly publisher: Publisher;
  readonly sockets: ConnectedSockets;
}

function welcome({ app, publisher, sockets }: Hall, socket: Socket, principal: UserPrincipal): void {
  const connected: Connected = { socket, principal, unsent: 0 };
  sockets.set(socket.id, connected);
  metrics().sockets.set(sockets.size);
  socket.conn.on("drain", () => {
    connected.unsent = 0;
  });
  socket.on("disconnect", () => {
    sockets.delete(socket.id);
    metrics().sockets.set(sockets.size);
  });
  takePaintedReports(socket);
  socket.on(socketEvents.subscribe, (request: unknown, answer: unknown) => {
    const tooFast = app.limits.take("user", `socket ${socket.id}`, Date.now()) !== null;
    if (typeof answer !== "function" || tooFast) {
      socket.disconnect(true);
      return;
    }
    subscribe({ publisher, db: app.pool }, connected, request).then(
      (subscribed) => (subscribed === null ? socket.disconnect(true) : answer(subscribed)),
      (error: unknown) => {
        app.log.warn({ err: error }, "A subscription failed");
        // The browser connects again and asks again.
        socket.conn.close();
      },
    );
  });
}

/** Puts the sockets on the web process's own port. Every process hears the outbox itself and serves its own browsers. */
export function attachRealtime(
  server: HttpServer,
  options: { readonly app?: App; readonly directUrl: string },
): Realtime {
  const { app = processApp(), directUrl } = options;
  const sockets: ConnectedSockets = new Map();
  const io = createSocketServer(app, server);
  const publisher = createPublisher({
    directUrl,
    log: app.log,
    send: (read) => {
      const message = withSendingTime(read, Date.now());
      for (const connected of sockets.values())
        if (connected.socket.rooms.has(message.room)) sendTo(connected, message);
    },
    onRestart: () => {
      for (const { socket } of sockets.values()) socket.conn.close();
    },
  });
  const scoring = watchScoring(app.db, (standing) => {
    for (const { socket } of sockets.values()) {
      // Not volatile: of two streams told of at once a socket would let the second fall.
      if (socket.rooms.has("live")) socket.emit(socketEvents.scoring, standing);
    }
  });
  const sessions = endSessions(app, sockets, directUrl);
  const people = new WeakMap<Socket, UserPrincipal>();
  io.use((socket, next) => {
    personOf(app, socket, sockets).then(
      (principal) => {
        people.set(socket, principal);
        next();
      },
      (error: unknown) => next(error instanceof Error ? error : new Error("unavailable")),
    );
  });
  io.on("connection", (socket) => {
    const principal = people.get(socket);
    if (principal === undefined) socket.disconnect(true);
    else welcome({ app, publisher, sockets }, socket, principal);
  });
  return {
    async close() {
      for (const connected of sockets.values()) endSocket(connected, "shutdown");
      scoring.close();
      io.engine.close();
      await Promise.all([publisher.close(), sessions.close()]);
    },
  };
}
