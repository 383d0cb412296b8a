import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { isInsideAddress, lookupOutside } from "./address-guard.ts";

/** A whole answer, however it was meant; or why there is none and whether the request may have arrived. */
export type Posted =
  | { readonly kind: "answered"; readonly status: number; readonly text: string }
  | { readonly kind: "not_sent"; readonly detail: string }
  | { readonly kind: "no_answer"; readonly detail: string };

interface PostOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
  /** Also addresses of our own networks. */
  readonly allowInside: boolean;
}

const longestAnswer = 64 * 1024;

/** Errors before the first byte could leave: the other side has heard nothing. */
const beforeSending = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"]);

function refusalOf({ url, allowInside }: PostOptions): string | null {
  const { hostname } = new URL(url);
  const literal = hostname.replace(/^\[|\]$/g, "");
  const isLiteral = /^[\d.]+$/.test(literal) || literal.includes(":");
  return !allowInside && isLiteral && isInsideAddress(literal) ? `${literal} is an inside address.` : null;
}

/**
 * Posts JSON and reads at most 64 kB of the answer. Follows no redirect (where it leads was checked by nobody), keeps no
 * connection, and ends at the time limit whatever the other side does.
 */
export function postJson(options: PostOptions): Promise<Posted> {
  const refusal = refusalOf(options);
  if (refusal !== null) return Promise.resolve({ kind: "not_sent", detail: refusal });
  const send = options.url.startsWith("https:") ? requestHttps : requestHttp;
  return new Promise((resolve) => {
    let connected = false;
    const outgoing = send(options.url, {
      method: "POST",
      agent: false,
      headers: {
        ...options.headers,
        "content-type": "application/json",
        "content-length": Buffer.byteLength(options.body),
      },
      signal: AbortSignal.timeout(options.timeoutMs),
      ...(options.allowInside ? {} : { lookup: lookupOutside }),
    });
    const fail = (error: NodeJS.ErrnoException) => {
      const isUnsent = !connected || beforeSending.has(error.code ?? "");
      const detail = error.name === "TimeoutError" || error.name === "AbortError" ? "no answer in time" : error.message;
      resolve({ kind: isUnsent ? "not_sent" : "no_answer", detail });
    };
    outgoing.once("socket", (socket) =>
      socket.once(options.url.startsWith("https:") ? "secureConnect" : "connect", () => {
        connected = true;
      }),
    );
    outgoing.once("error", fail);
    outgoing.once("response", (incoming) => {
      const chunks: Buffer[] = [];
      let length = 0;
      incoming.on("data", (chunk: Buffer) => {
        length += chunk.length;
        if (length > longestAnswer) incoming.destroy(new Error("the answer is too long"));
        else chunks.push(chunk);
      });
      incoming.once("error", fail);
      incoming.once("end", () =>
        resolve({ kind: "answered", status: incoming.statusCode ?? 0, text: Buffer.concat(chunks).toString("utf8") }),
      );
    });
    outgoing.end(options.body);
  });
}
