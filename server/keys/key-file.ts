import { chmod, rename, writeFile } from "node:fs/promises";
import { hostname } from "node:os";

/** Where the files of an instance's own keys lie, and where the keys lead. */
export interface KeyFolder {
  readonly stateDir: string;
  readonly url: string;
}

/** Who makes the keys of an instance: those of its last start are known by it. */
export function keyMaker({ stateDir }: KeyFolder): string {
  return `system:${hostname()}:${stateDir}`;
}

/** Appears whole or not at all, readable by its owner alone. */
export async function writeSecretFile(path: string, content: unknown): Promise<void> {
  const partial = `${path}.new`;
  await writeFile(partial, `${JSON.stringify(content)}\n`, { mode: 0o600 });
  // The mode above counts for a new file only.
  await chmod(partial, 0o600);
  await rename(partial, path);
}
