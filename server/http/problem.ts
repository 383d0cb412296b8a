import { isDatabaseAway } from "../db/is-database-away.ts";
import { AppError, errorCodes } from "./app-error.ts";

const databaseRetrySeconds = 2;

/** The failure as one of our codes; anything unexpected becomes `internal`, which tells the client nothing. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isDatabaseAway(error)) {
    return new AppError("unavailable", {
      detail: "The database does not answer. Nothing was changed.",
      retryAfterSeconds: databaseRetrySeconds,
      cause: error,
    });
  }
  return new AppError("internal", { cause: error });
}

/** RFC 9457 problem details. */
export function problemResponse(error: AppError, requestId: string): Response {
  const { status, title } = errorCodes[error.code];
  const { detail, fields, current, retryAfterSeconds, allow } = error.details;
  const body = {
    type: `urn:tideline:problem:${error.code}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail }),
    code: error.code,
    requestId,
    ...(fields === undefined ? {} : { errors: fields }),
    ...(current === undefined ? {} : { current }),
  };
  const headers = new Headers({
    "content-type": "application/problem+json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  if (retryAfterSeconds !== undefined) headers.set("retry-after", String(Math.ceil(retryAfterSeconds)));
  if (allow !== undefined) headers.set("allow", allow.join(", "));
  if (error.code === "unauthenticated") headers.set("www-authenticate", "Bearer");
  return new Response(JSON.stringify(body), { status, headers });
}
