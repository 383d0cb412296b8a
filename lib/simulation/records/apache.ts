import { accessLogText } from "../clock-text.ts";
import type { Render } from "../traffic-types.ts";

export interface WebRequest {
  readonly from: string;
  readonly method: "GET" | "POST" | "HEAD";
  readonly path: string;
  readonly status: number;
  readonly bytes: number;
  readonly referer: string;
  readonly userAgent: string;
}

/** A line of the web server's access log in its combined form. */
export function webRequested(request: WebRequest): Render {
  const { from, method, path, status, bytes, referer, userAgent } = request;
  return (time) =>
    `${from} - - [${accessLogText(time)}] "${method} ${path} HTTP/1.1" ${status} ${Math.round(bytes)} "${referer}" "${userAgent}"`;
}
