import { answerRequest } from "./answer-request.ts";
import { processApp } from "./app.ts";
import type { Route } from "./define-route.ts";

/** A route as a function that a Next route file exports under its method's name. */
export function serve(route: Route): (request: Request) => Promise<Response> {
  return (request) => answerRequest(processApp(), route, request);
}
