import type { Problem } from "../../lib/contracts/common.ts";

/** The server refused, in its own words (RFC 9457). Never branch on the text: `code` and `status` are for that. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly requestId: string;
  readonly fieldErrors: readonly { readonly path: string; readonly message: string }[];

  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.requestId;
    this.fieldErrors = problem.errors ?? [];
  }
}

/** The answer did not come, or was not what the contract says. Worth another try. */
export class TransportError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = "TransportError";
  }
}

/** A form was sent with something missing: nothing left this page. The message says what to do. */
export class IncompleteError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "IncompleteError";
  }
}

/** One sentence for a person. */
export function describeError(error: unknown): string {
  const isOurs = error instanceof ApiError || error instanceof TransportError || error instanceof IncompleteError;
  if (isOurs) return error.message;
  return "Something went wrong in this page. Reload it; if it happens again, tell your administrator.";
}
