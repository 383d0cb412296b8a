/** Prisma's codes for a server that is not reachable, closed the connection, or has no free connection in time. */
const prismaCodes = new Set([
  "P1000",
  "P1001",
  "P1002",
  "P1003",
  "P1008",
  "P1010",
  "P1011",
  "P1017",
  "P2024",
  "P2028",
  "P2037",
]);
const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "ENOTFOUND",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
]);
const adapterKinds = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "TooManyConnections",
  "SocketTimeout",
  "DatabaseDoesNotExist",
  "AuthenticationFailed",
]);
/** Connection exceptions, out of resources, statement cancelled or server shutting down, read-only standby. */
const sqlStates = /^(08...|53...|57P0.|57014|25006)$/;
const lostConnection = /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout)/;

function field(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, name) : undefined;
}

function codeSaysAway(code: unknown): boolean {
  return typeof code === "string" && (prismaCodes.has(code) || socketCodes.has(code) || sqlStates.test(code));
}

/**
 * Whether the failure is the database's absence (answered 503, to be tried again) and not a mistake of ours (500).
 * Looks through the causes, because Prisma and better-auth wrap what the driver threw.
 */
export function isDatabaseAway(error: unknown): boolean {
  let current = error;
  for (let depth = 0; depth < 6 && current !== undefined && current !== null; depth++) {
    const driver = field(field(field(current, "meta"), "driverAdapterError"), "cause");
    if (
      [current, driver].some((part) => codeSaysAway(field(part, "code")) || codeSaysAway(field(part, "originalCode")))
    ) {
      return true;
    }
    const kinds = [field(driver, "kind"), field(current, "kind")];
    if (kinds.some((kind) => typeof kind === "string" && adapterKinds.has(kind))) return true;
    const message = field(current, "message");
    // pg gives these two no code.
    if (typeof message === "string" && lostConnection.test(message)) return true;
    current = field(current, "cause");
  }
  return false;
}
