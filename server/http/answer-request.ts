import { randomUUID } from "node:crypto";
import { type Principal, principalMay } from "../auth/principal.ts";
import { metrics } from "../health/metrics.ts";
import type { App } from "./app.ts";
import { AppError } from "./app-error.ts";
import { auditRefusal } from "./audit-refusal.ts";
import { authenticate } from "./authenticate.ts";
import { checkSameSite } from "./check-same-site.ts";
import type { Call, Route } from "./define-route.ts";
import { matchPath } from "./match-path.ts";
import { networkOf } from "./network-of.ts";
import { asAppError, problemResponse } from "./problem.ts";
import { readBody, readFileBody } from "./read-body.ts";
import type { LimitKind } from "./request-limits.ts";
import { peerHeader } from "./request-peer.ts";

const nobody = { principal: { kind: "anonymous" }, setCookies: [] } as const;

function takeAllowance(app: App, kind: Exclude<LimitKind, "record" | "explanation">, name: string): void {
  const seconds = app.limits.take(kind, name, app.now().getTime());
  if (seconds !== null) throw new AppError("rate_limited", { retryAfterSeconds: seconds });
}

function checkAccess(route: Route, principal: Principal): void {
  if (route.access === "public") return;
  if (principal.kind === "anonymous") throw new AppError("unauthenticated");
  if (route.access === "signedIn") {
    if (principal.kind !== "user") throw new AppError("forbidden", { detail: "This is for people, not for keys." });
    return;
  }
  if (principal.kind === "user" && principal.mustChangePassword) throw new AppError("password_change_required");
  if (principal.kind === "user" && principal.mustSetUpSecondFactor) throw new AppError("second_factor_setup_required");
  if (!principalMay(principal, route.access)) throw new AppError("forbidden", { detail: `It needs ${route.access}.` });
}

/** A key belongs to a stream and sees no other. */
function checkStream(route: Route, principal: Principal, query: Readonly<Record<string, string>>): void {
  if (principal.kind !== "key" || !route.query || !("stream" in route.query.shape)) return;
  if ((query.stream ?? "main") !== principal.stream) {
    throw new AppError("forbidden", { detail: `The key is for the stream ${principal.stream}.` });
  }
}

async function receive(
  app: App,
  route: Route,
  request: Request,
  base: Omit<Call, "principal" | "query" | "params" | "body">,
): Promise<{ call: Call; body: unknown }> {
  const url = new URL(request.url);
  const changes = route.method !== "GET";
  takeAllowance(app, "address", networkOf(base.address));
  // Who asks does not matter to a public route, and health has to answer while sessions cannot be read.
  const { principal, setCookies } =
    route.access === "public" ? nobody : await authenticate(app, request.headers, base.address);
  for (const cookie of setCookies) base.reply.headers.append("set-cookie", cookie);
  if (request.url.includes("%00"))
    throw new AppError("invalid_request", { detail: "Text must not hold NUL characters." });
  const query = Object.fromEntries(url.searchParams);
  // Before anything is refused: refusals are audited, and nobody may fill the audit with them.
  if (principal.kind !== "anonymous") takeAllowance(app, principal.kind, principal.id);
  const call: Call = { ...base, principal, query, params: matchPath(route.path, url.pathname) ?? {}, body: undefined };
  try {
    if (changes && principal.kind !== "key") checkSameSite(request.headers, app.settings.publicUrl);
    checkAccess(route, principal);
    checkStream(route, principal, query);
  } catch (error) {
    if (changes) await auditRefusal(call, route, error);
    throw error;
  }
  return { call, body: await bodyOf(app, route, request, call) };
}

async function bodyOf(app: App, route: Route, request: Request, { principal }: Call): Promise<unknown> {
  if (route.body === null) return undefined;
  if (route.fileBytes === null) return readBody(request);
  // A file is held in memory as a whole: few of them at a time.
  if (principal.kind !== "anonymous") takeAllowance(app, "file", principal.id);
  return readFileBody(request, route.fileBytes);
}

/**
 * Runs the operation in the caller's turn, so that nobody keeps others waiting by asking for much at once. What stops
 * responses waits for nothing; neither does what everybody may ask, which is counted by address.
 */
function runInTurn(app: App, route: Route, call: Call): Promise<unknown> {
  const { principal } = call;
  if (principal.kind === "anonymous" || route.access === "killSwitch:on") return route.run(call);
  return app.turns.run(`${principal.kind} ${principal.id}`, () => route.run(call));
}

function success(route: Route, answer: unknown, reply: Call["reply"]): Response {
  if (route.answer === null) return new Response(null, { status: reply.status, headers: reply.headers });
  if (answer instanceof ReadableStream || answer instanceof Uint8Array) {
    // A download: its handler has named its type, if it is not the route's.
    if (!reply.headers.has("content-type")) reply.headers.set("content-type", route.contentType);
    const body = answer instanceof ReadableStream ? answer : Buffer.from(answer);
    return new Response(body, { status: reply.status, headers: reply.headers });
  }
  const text = typeof answer === "string" && route.contentType !== "application/json" ? answer : JSON.stringify(answer);
  reply.headers.set("content-type", route.contentType);
  return new Response(text, { status: reply.status, headers: reply.headers });
}

function finish(response: Response, requestId: string): Response {
  response.headers.set("x-request-id", requestId);
  // Answers are of one person and one moment.
  response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  return response;
}

/**
 * Answers a request by its route: session or key, rights, same site, limits, parsing, the operation; every failure
 * becomes a problem with the request's id. Nothing passes for success that was not.
 */
export async function answerRequest(app: App, route: Route, request: Request): Promise<Response> {
  const { method, path } = route;
  const measured = metrics().requestSeconds.startTimer({ method, path });
  const response = await answer(app, route, request);
  measured({ status: String(response.status) });
  return response;
}

async function answer(app: App, route: Route, request: Request): Promise<Response> {
  const requestId = randomUUID();
  const reply = { status: route.status, headers: new Headers() };
  const address = request.headers.get(peerHeader) ?? "unknown";
  try {
    const { call, body } = await receive(app, route, request, {
      app,
      address,
      requestId,
      headers: request.headers,
      reply,
    });
    const result = await runInTurn(app, route, { ...call, body });
    return finish(success(route, result, reply), requestId);
  } catch (error) {
    const known = asAppError(error);
    const where = { requestId, method: route.method, path: route.path };
    if (known.code === "internal") app.log.error({ ...where, err: error }, "A request failed");
    if (known.code === "unavailable") app.log.warn({ ...where, err: error }, "A request could not be answered");
    const response = problemResponse(known, requestId);
    // A session that has ended takes its cookie along.
    for (const cookie of reply.headers.getSetCookie()) response.headers.append("set-cookie", cookie);
    return finish(response, requestId);
  }
}
