import { Worker, type WorkerOptions } from "node:worker_threads";

/**
 * A built file runs as it is. TypeScript needs tsx, which a thread of Node 20 does not take over from its process, so that
 * the thread registers it itself and then imports the file.
 */
export function openWorker(file: URL, options: WorkerOptions): Worker {
  if (!file.pathname.endsWith(".ts")) return new Worker(file, options);
  const code = `import("tsx/esm/api").then(({ register }) => { register(); return import(${JSON.stringify(file.href)}); });`;
  return new Worker(code, { ...options, eval: true });
}
