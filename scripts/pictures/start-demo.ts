import { spawn } from "node:child_process";
import { projectRoot } from "../paths.ts";
import { builtFile } from "../setup/processes.ts";

/** The demonstration's traffic for an instance that was started without it; answers what ends it. */
export function startDemo(stateDir: string): () => void {
  // It only speaks to the web process; the environment is parsed all the same.
  const env = { ...process.env, NODE_ENV: "production", DATABASE_URL: "postgresql://none@127.0.0.1/none" } as const;
  const child = spawn(process.execPath, [builtFile("worker/demo")], {
    cwd: projectRoot,
    env: { ...env, TIDELINE_STATE: stateDir, LOG_LEVEL: "warn" },
    stdio: ["ignore", "inherit", "inherit"],
  });
  return () => child.kill("SIGTERM");
}
