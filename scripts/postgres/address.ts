/** Where a server listens: in a folder (Unix socket), or on a port of the loopback interface. */
export type ServerAddress =
  | { readonly kind: "socket"; readonly folder: string; readonly port: number }
  | { readonly kind: "tcp"; readonly port: number };

/** The kernel's limit for the path of a Unix socket, without its closing zero (Linux 107, macOS 103). */
const longestSocketPath = process.platform === "darwin" ? 103 : 107;

/** True where PostgreSQL can put its socket into this folder. */
export function canHoldSocket(folder: string): boolean {
  return process.platform !== "win32" && Buffer.byteLength(`${folder}/.s.PGSQL.65535`) <= longestSocketPath;
}

/** A connection string that node-postgres and Prisma both read. */
export function connectionString(
  address: ServerAddress,
  login: { readonly role: string; readonly password: string; readonly database: string },
): string {
  const host = address.kind === "socket" ? "localhost" : "127.0.0.1";
  const url = new URL(`postgresql://${host}:${address.port}/${encodeURIComponent(login.database)}`);
  url.username = login.role;
  url.password = login.password;
  if (address.kind === "socket") url.searchParams.set("host", address.folder);
  return url.toString();
}
