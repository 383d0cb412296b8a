import { z } from "zod";
import { defineRoute, type Route } from "../define-route.ts";
import { openApi } from "../openapi.ts";

/** Describes the routes; itself one of them, which is why it is given the list only when it is asked. */
export function openApiRoute(routes: () => readonly Route[]): Route {
  // Made once: turning every schema around takes longer than anything else that is public.
  let description: Readonly<Record<string, unknown>> | undefined;
  return defineRoute({
    method: "GET",
    path: "/api/v1/openapi.json",
    summary: "This description",
    access: "public",
    answer: z.record(z.string(), z.unknown()),
    async handle() {
      description ??= openApi(routes());
      return description;
    },
  });
}
