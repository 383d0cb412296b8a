import { z } from "zod";
import type { AskedFor } from "../../lib/contracts/change-requests.ts";
import type { Permission } from "../../lib/contracts/permissions.ts";
import type { Principal } from "../auth/principal.ts";
import type { App } from "./app.ts";
import { parseInput } from "./parse-input.ts";
import { refuseUnknownQuery } from "./refuse-unknown-query.ts";

export type Method = "GET" | "POST" | "PATCH" | "DELETE";

/**
 * A permission of the rights table, or: `public` for all; `signedIn` for every person with a session, also one who
 * has to change the password or set up a second factor first.
 */
export type Access = Permission | "public" | "signedIn";

/** One request as a route sees it: who asks is settled, nothing of the input is trusted yet. */
export interface Call {
  readonly app: App;
  readonly principal: Principal;
  /** The real peer's address. */
  readonly address: string;
  readonly requestId: string;
  readonly headers: Headers;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** What the handler adds to the answer. */
  readonly reply: { status: number; readonly headers: Headers };
}

/** A route with its types closed over: what the wrapper, the registry and OpenAPI work with. */
export interface Route {
  readonly method: Method;
  /** With parameters in braces: /api/v1/alerts/{id}. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params: z.ZodObject | null;
  readonly query: z.ZodObject | null;
  readonly body: z.ZodType | null;
  /** The most bytes of a body that is a file, taken as it is; null where bodies are JSON. */
  readonly fileBytes: number | null;
  /** Null where the answer has no body. */
  readonly answer: z.ZodType | null;
  readonly status: number;
  /** It may let more through: with 202 it is asked for, and a second person decides. */
  readonly mayAsk: boolean;
  readonly contentType: string;
  run(call: Call): Promise<unknown>;
}

type Handled<P, Q, B> = Omit<Call, "params" | "query" | "body"> & {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
};

interface Declaration<
  P extends z.ZodObject,
  Q extends z.ZodObject,
  B extends z.ZodType,
  A extends z.ZodType,
  M extends boolean,
> {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly fileBytes?: number;
  readonly answer: A;
  readonly status?: number;
  readonly mayAsk?: M;
  readonly contentType?: string;
  handle(
    call: Handled<z.output<P>, z.output<Q>, z.output<B>>,
  ): Promise<z.input<A> | (M extends true ? AskedFor : never)>;
}

const nothing = z.object({});
/** The answer of a route that has none. */
export const noAnswer = z.undefined();

/** A body that is a file, declared together with `fileBytes`; an answer that is one. */
export const fileSchema = z.custom<Uint8Array>((value) => value instanceof Uint8Array);

const isAskedFor = (done: unknown) => typeof done === "object" && done !== null && "request" in done;

/** Declares a route: who may, what goes in, what comes out, and the one operation that answers. */
export function defineRoute<
  P extends z.ZodObject = typeof nothing,
  Q extends z.ZodObject = typeof nothing,
  B extends z.ZodType = typeof nothing,
  A extends z.ZodType = z.ZodType,
  M extends boolean = false,
>(declaration: Declaration<P, Q, B, A, M>): Route {
  const { method, path, summary, access, params, query, body, answer, handle } = declaration;
  const empty = answer.def.type === "undefined";
  return {
    method,
    path,
    summary,
    access,
    params: params ?? null,
    query: query ?? null,
    body: body ?? null,
    fileBytes: declaration.fileBytes ?? null,
    answer: empty ? null : answer,
    status: declaration.status ?? (empty ? 204 : 200),
    mayAsk: declaration.mayAsk ?? false,
    contentType: declaration.contentType ?? "application/json",
    async run(call) {
      // Of machines alone: an address that a person opens may carry what a link or a proxy added to it.
      if (call.principal.kind === "key") refuseUnknownQuery(query, call.query);
      const done = await handle({
        ...call,
        params: parseInput<P>(params, call.params, "path"),
        query: parseInput<Q>(query, call.query, "query"),
        body: parseInput<B>(body, call.body, "body"),
      });
      if (declaration.mayAsk === true && isAskedFor(done)) call.reply.status = 202;
      return done;
    },
  };
}
