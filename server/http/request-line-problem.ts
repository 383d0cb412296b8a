import type { IncomingMessage } from "node:http";
import { AppError } from "./app-error.ts";
import { methodsOf } from "./registry.ts";

const knownMethods: readonly string[] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
/** Answered before Next and not declared as a route. */
const ingestPath = "/api/v1/events";

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** What may be asked of the path. Next answers HEAD as GET, and OPTIONS by itself. */
function allowedMethods(path: string): readonly string[] {
  const declared: readonly string[] = methodsOf(path);
  if (declared.length === 0) return knownMethods;
  const asked = path.replace(/\/+$/, "") === ingestPath ? [...declared, "POST"] : declared;
  return ["OPTIONS", ...(asked.includes("GET") ? ["HEAD"] : []), ...asked].sort();
}

/**
 * What is wrong with method and path alone, or null. Next would answer with an empty body or a plain 500, and with no
 * id by which the request could be found in the logs.
 */
export function requestLineProblem({
  method = "",
  url = "",
}: Pick<IncomingMessage, "method" | "url">): AppError | null {
  const path = url.split("?", 1)[0] ?? "";
  if (!isDecodable(path)) {
    const fields = [{ path: "path", message: "It holds a percent sign that begins no UTF-8 character." }];
    return new AppError("invalid_request", { detail: "The path cannot be decoded.", fields });
  }
  const allow = allowedMethods(path);
  if (allow.includes(method)) return null;
  return new AppError("method_not_allowed", { detail: `Allowed here: ${allow.join(", ")}.`, allow });
}
