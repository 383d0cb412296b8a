import { isAbsolute, join, resolve } from "node:path";

/** The folder of the checkout. */
export const projectRoot = resolve(import.meta.dirname, "..");

/** A file of an installed package, for starting its command line without a shell in between. */
export function packageFile(packageName: string, file: string): string {
  return join(projectRoot, "node_modules", packageName, file);
}

/** Everything one installation keeps between two starts: database, secrets, run files. */
export function stateFolder(): string {
  const configured = process.env.TIDELINE_STATE ?? ".data";
  return isAbsolute(configured) ? configured : join(projectRoot, configured);
}
