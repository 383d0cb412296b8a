import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import next from "next";
import { securePage } from "./http/secure-page.ts";

/** The dashboard and the API routes. */
export interface Pages {
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
  /** Takes the sockets by which the development server tells pages to reload. */
  attach(server: Server): void;
  close(): Promise<void>;
}

interface PagesOptions {
  readonly development: boolean;
  readonly host: string;
  readonly port: number;
  /** Whether people reach the dashboard over https. */
  readonly https: boolean;
}

const socketPath = "/socket.io";

/** Prepares Next: the build of `.next` in production, compiled as pages are asked for in development. */
export async function preparePages({ development, host, port, https }: PagesOptions): Promise<Pages> {
  const app = next({ dev: development, dir: process.cwd(), hostname: host, port });
  await app.prepare();
  const handle = app.getRequestHandler();
  return {
    handle(request, response) {
      securePage(request, response, { development, https });
      return handle(request, response);
    },
    attach(server) {
      if (!development) return;
      const upgrade = app.getUpgradeHandler();
      server.on("upgrade", (request: IncomingMessage, socket: Duplex, head: Buffer) => {
        if (request.url?.startsWith(socketPath)) return;
        upgrade(request, socket, head).catch(() => socket.destroy());
      });
    },
    close: () => app.close(),
  };
}
