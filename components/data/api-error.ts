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

/** Some of what was asked for was done, and the rest was not. The message says how much. */
export class PartlyDoneError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "PartlyDoneError";
  }
}

/** "body.leaseSeconds" as "Lease seconds"; of a list, the list's name. */
function fieldName(path: string): string {
  const last = path.split(".").findLast((part) => !/^\d+$/.test(part)) ?? path;
  const words = last.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const mostFields = 3;

/** The server's sentence, and of each field what is wrong with it, where that does not say it already. */
function describeRefusal({ message, fieldErrors }: ApiError): string {
  const fields = fieldErrors.filter((field) => !message.includes(field.message)).slice(0, mostFields);
  if (fields.length === 0) return message;
  // A title ends without a full stop.
  const first = /[.!?]$/.test(message) ? message : `${message}.`;
  return [first, ...fields.map((field) => `${fieldName(field.path)}: ${field.message}`)].join(" ");
}

/** What went wrong, in a sentence or two for a person. */
export function describeError(error: unknown): string {
  if (error instanceof ApiError) return describeRefusal(error);
  const isOurs =
    error instanceof TransportError || error instanceof IncompleteError || error instanceof PartlyDoneError;
  if (isOurs) return error.message;
  return "Something went wrong in this page. Reload it; if it happens again, tell your administrator.";
}
