/** Every way in which a request can fail, with its status and the title people see. The one table of codes. */
export const errorCodes = {
  invalid_request: { status: 400, title: "The request is not valid" },
  unauthenticated: { status: 401, title: "Sign in first" },
  invalid_credentials: { status: 401, title: "E-mail address or password is wrong" },
  second_factor_required: { status: 401, title: "Enter the code of your second factor" },
  forbidden: { status: 403, title: "You may not do this" },
  cross_site: { status: 403, title: "The request did not come from Tideline's own pages" },
  password_change_required: { status: 403, title: "Change your password first" },
  second_factor_setup_required: { status: 403, title: "Set up your second factor first" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "The method is not allowed here" },
  conflict: { status: 409, title: "Somebody changed it meanwhile" },
  payload_too_large: { status: 413, title: "The request is too large" },
  unsupported_media_type: { status: 415, title: "The body's type or encoding is not accepted" },
  unprocessable: { status: 422, title: "That cannot be done" },
  rate_limited: { status: 429, title: "Too many requests" },
  given_up: { status: 499, title: "Whoever asked went away before the request had arrived" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "Not available right now" },
} as const;
export type ErrorCode = keyof typeof errorCodes;

export interface FieldError {
  readonly path: string;
  readonly message: string;
}

interface AppErrorDetails {
  /** For people; may be shown. */
  readonly detail?: string;
  readonly fields?: readonly FieldError[];
  readonly retryAfterSeconds?: number;
  /** The methods that would do. */
  readonly allow?: readonly string[];
  /** What holds now, where the change was based on something else. */
  readonly current?: unknown;
  readonly cause?: unknown;
}

/** An expected failure: branch on `code`, show `detail`. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: AppErrorDetails;

  constructor(code: ErrorCode, details: AppErrorDetails = {}) {
    super(details.detail ?? errorCodes[code].title, { cause: details.cause });
    this.name = "AppError";
    this.code = code;
    this.details = details;
  }
}
