import { type Agent, request } from "node:http";
import type { Body } from "./prepare-bodies.ts";

export interface PostTarget {
  readonly url: URL;
  readonly key: string;
  readonly agent: Agent;
  /** Name of the replay that the records belong to; without one they are of now. */
  readonly replay?: string;
}

export interface PostAnswer {
  readonly status: number;
  readonly text: string;
  readonly retryAfterMs: number;
}

/** One POST over a kept connection. `node:http` costs the sender less than half of what `fetch` does. */
export function postBody(target: PostTarget, body: Body, idempotencyKey: string): Promise<PostAnswer> {
  return new Promise((resolve, reject) => {
    const post = request(
      {
        agent: target.agent,
        host: target.url.hostname,
        port: target.url.port,
        path: "/api/v1/events?format=auto",
        method: "POST",
        headers: {
          authorization: `Bearer ${target.key}`,
          "content-type": body.contentType,
          "content-length": body.bytes.length,
          "idempotency-key": idempotencyKey,
          ...(target.replay === undefined ? {} : { "x-tideline-replay": target.replay }),
        },
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on("data", (part: Buffer) => parts.push(part));
        response.on("error", reject);
        response.on("end", () => {
          const seconds = Number(response.headers["retry-after"] ?? 0);
          const retryAfterMs = Number.isFinite(seconds) ? seconds * 1000 : 1000;
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString("utf8"), retryAfterMs });
        });
      },
    );
    post.on("error", reject);
    post.end(body.bytes);
  });
}
