import { createServer } from "node:http";
import { io, type Socket } from "socket.io-client";
import { type Subscribed, socketEvents, subscribedSchema } from "../lib/contracts/live.ts";
import { attachRealtime } from "../server/realtime/attach-realtime.ts";
import type { TestApi } from "./api.ts";

export interface PushedMessage {
  readonly number: number;
  readonly kind: string;
  readonly body: unknown;
}

/** A browser tab of a test: keeps all it is sent. */
export interface TestSocket {
  readonly socket: Socket;
  readonly messages: PushedMessage[];
  readonly closings: unknown[];
  subscribe(rooms: readonly string[], cursor?: { epoch: string; number: number }): Promise<Subscribed>;
  /** Resolves once a message is there for which the condition holds. */
  received(condition: (message: PushedMessage) => boolean): Promise<PushedMessage>;
  /** Resolves with the reason once the connection has ended. */
  ended(): Promise<string>;
}

export interface TestPush {
  readonly url: string;
  /** Rejects with the server's reason where it does not let us in. */
  connect(cookie: string | null, options?: { readonly origin?: string }): Promise<TestSocket>;
  close(): Promise<void>;
}

function testSocket(socket: Socket): TestSocket {
  const messages: PushedMessage[] = [];
  const closings: unknown[] = [];
  const waiting = new Set<() => void>();
  const ended = new Promise<string>((resolve) => socket.once("disconnect", resolve));
  socket.on(socketEvents.push, (message: PushedMessage) => {
    messages.push(message);
    for (const look of waiting) look();
  });
  socket.on(socketEvents.closing, (closing: unknown) => closings.push(closing));
  return {
    socket,
    messages,
    closings,
    async subscribe(rooms, cursor) {
      const request = { rooms, epoch: cursor?.epoch ?? null, number: cursor?.number ?? null };
      return subscribedSchema.parse(await socket.emitWithAck(socketEvents.subscribe, request));
    },
    received: (condition) =>
      new Promise((resolve) => {
        const look = () => {
          const found = messages.find(condition);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    ended: () => ended,
  };
}

/** A web server with nothing but push on it. */
export async function createTestPush(api: TestApi): Promise<TestPush> {
  const server = createServer((_request, response) => response.writeHead(404).end());
  const realtime = attachRealtime(server, { app: api.app, directUrl: api.databaseUrl });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  const open: Socket[] = [];
  return {
    url,
    async connect(cookie, { origin = url } = {}) {
      const extraHeaders = { origin, ...(cookie === null ? {} : { cookie }) };
      const socket = io(url, { transports: ["websocket"], reconnection: false, forceNew: true, extraHeaders });
      open.push(socket);
      const tested = testSocket(socket);
      await new Promise<void>((resolve, reject) => {
        socket.once("connect", resolve);
        socket.once("connect_error", reject);
      });
      return tested;
    },
    async close() {
      for (const socket of open) socket.disconnect();
      await realtime.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
