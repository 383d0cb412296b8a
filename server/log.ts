import { type Logger, pino } from "pino";
import { readEnv } from "./env.ts";

/** Never written, wherever they turn up in a logged object. */
const secretFields = ["password", "token", "secret", "authorization", "cookie", "apiKey", "key", "authSecret"];

const redactPaths = [
  ...secretFields,
  ...secretFields.map((name) => `*.${name}`),
  'headers["set-cookie"]',
  "*.headers.authorization",
  "*.headers.cookie",
  '*.headers["set-cookie"]',
];

const withPassword = /(\w+:\/\/[^:/@\s]*):[^@\s/]+@/g;

/** A connection string without its password. */
export function hidePassword(text: string): string {
  return text.replace(withPassword, "$1:***@");
}

function hidePasswords(fields: Record<string, unknown>): Record<string, unknown> {
  const shown = Object.entries(fields).map(([name, value]) => [
    name,
    typeof value === "string" ? hidePassword(value) : value,
  ]);
  return Object.fromEntries(shown);
}

function createLogger(): Logger {
  return pino({
    level: readEnv().logLevel,
    base: null,
    redact: { paths: redactPaths, censor: "[redacted]" },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }), log: hidePasswords },
    hooks: {
      logMethod(args, method) {
        const shown = args.map((part) => (typeof part === "string" ? hidePassword(part) : part));
        Reflect.apply(method, this, shown);
      },
    },
    serializers: { err: (error: unknown) => (error instanceof Error ? describeError(error) : error) },
  });
}

function describeError(error: Error): Record<string, unknown> {
  const code = "code" in error ? error.code : undefined;
  const stack = error.stack === undefined ? undefined : hidePassword(error.stack);
  return { type: error.name, message: hidePassword(error.message), code, stack };
}

let root: Logger | undefined;

/** The log of one part of the process: JSON lines on standard output, secrets blanked. */
export function logger(part: string): Logger {
  root ??= createLogger();
  return root.child({ part });
}
