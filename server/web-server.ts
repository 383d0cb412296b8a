import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { BlockList } from "node:net";
import { handleIngest, type IngestLog } from "./events/ingest/handle-ingest.ts";
import type { Ingest } from "./events/ingest/ingest.ts";
import { markAnswer, sendProblem } from "./events/ingest/send-problem.ts";
import type { AppError } from "./http/app-error.ts";
import { requestLineProblem } from "./http/request-line-problem.ts";
import { stampPeer } from "./http/request-peer.ts";

export interface WebServerOptions {
  readonly ingest: Ingest;
  readonly log: IngestLog;
  /** Proxies whose word about the peer is taken. */
  readonly trusted: BlockList;
  /** The dashboard and the rest of the API. */
  readonly handlePage: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
}

function isIngest(request: IncomingMessage): boolean {
  const { url = "", method } = request;
  return method === "POST" && (url === "/api/v1/events" || url.startsWith("/api/v1/events?"));
}

function refuse(response: ServerResponse, problem: AppError): Promise<void> {
  return sendProblem(response, problem, markAnswer(response));
}

/** The one port of the web process. Events never pass through Next, which would parse and copy their bodies. */
export function createWebServer({ ingest, log, trusted, handlePage }: WebServerOptions): Server {
  const server = createServer((request, response) => {
    stampPeer(request, trusted);
    const handle = (): Promise<void> => {
      if (isIngest(request)) return handleIngest(ingest, log, { request, response });
      const problem = requestLineProblem(request);
      return problem === null ? handlePage(request, response) : refuse(response, problem);
    };
    handle().catch((error: unknown) => {
      log.error({ err: error, path: request.url?.split("?")[0] }, "A request failed without an answer");
      response.destroy();
    });
  });
  // A sender that trickles must not hold a socket and its buffer for ever.
  server.headersTimeout = 10_000;
  server.requestTimeout = 60_000;
  // Longer than a proxy keeps idle connections (a minute in nginx and most others): whoever closes first must not be us,
  // or a request that is on its way just then is answered with a reset.
  server.keepAliveTimeout = 75_000;
  server.maxHeadersCount = 100;
  server.on("upgrade", (request) => stampPeer(request, trusted));
  return server;
}
