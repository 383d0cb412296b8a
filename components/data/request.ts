import "./zod-in-browser.ts";
import type { z } from "zod";
import { problemSchema } from "../../lib/contracts/common.ts";
import { clientHeader } from "../../lib/contracts/session.ts";
import { ApiError, TransportError } from "./api-error.ts";

interface RequestOptions {
  readonly method?: "GET" | "POST" | "PATCH" | "DELETE";
  readonly body?: unknown;
  /** Sent as it is, instead of a body. */
  readonly file?: Blob;
  readonly signal?: AbortSignal;
}

/** The only fetch of the dashboard: parses what comes back with the contract's schema, turns problems into errors. */
export async function request<T extends z.ZodType>(
  schema: T,
  path: string,
  options: RequestOptions = {},
): Promise<z.infer<T>> {
  const response = await send(path, options);
  const body = await readJson(response);
  if (!response.ok) throw refusalOf(response.status, body);
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new TransportError(`The server's answer to ${path} is not what this page expects.`);
  return parsed.data;
}

/** What is read is asked for again; what a person does is done once, and whether it arrived is not known. */
const whatFollows = {
  GET: "; this page tries again by itself.",
  POST: ", then do it again.",
  PATCH: ", then do it again.",
  DELETE: ", then do it again.",
} as const;

async function send(path: string, options: RequestOptions): Promise<Response> {
  const { method = "GET", body, file, signal } = options;
  const type = file === undefined ? "application/json" : "application/octet-stream";
  const payload = file ?? (body === undefined ? undefined : JSON.stringify(body));
  try {
    return await fetch(path, {
      method,
      credentials: "same-origin",
      headers: {
        accept: "application/json",
        [clientHeader.name]: clientHeader.value,
        ...(payload === undefined ? {} : { "content-type": type }),
      },
      ...(payload === undefined ? {} : { body: payload }),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new TransportError(`Tideline does not answer. Check the connection${whatFollows[method]}`, error);
  }
}

async function readJson(response: Response): Promise<unknown> {
  const text = await response.text();
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function refusalOf(status: number, body: unknown): Error {
  const problem = problemSchema.safeParse(body);
  if (problem.success) return new ApiError(problem.data);
  return status >= 500
    ? new TransportError(`Tideline answered with an error (${status}).`)
    : new ApiError({ type: "about:blank", title: `Refused (${status}).`, status, code: "unknown", requestId: "" });
}

/** `?a=1&b=2` from what is set; empty strings and undefined are left out. */
export function queryString(values: Readonly<Record<string, string | number | undefined>>): string {
  const entries = Object.entries(values).flatMap(([name, value]) =>
    value === undefined || value === "" ? [] : [[name, String(value)]],
  );
  return entries.length === 0 ? "" : `?${new URLSearchParams(entries)}`;
}
