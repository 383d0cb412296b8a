import { pathToFileURL } from "node:url";
import { ensureDashboard } from "./setup/dashboard.ts";
import { builtFile, ensureProcesses } from "./setup/processes.ts";

/** `npm run web`, `npm run worker`: one process alone, against the database that DATABASE_URL names. */
const entry = process.argv[2];
if (entry === undefined) throw new Error("Usage: node scripts/run.mjs scripts/process.ts server/main|worker/main");
Object.assign(process.env, { NODE_ENV: process.env.NODE_ENV ?? "production" });
await ensureProcesses();
if (entry === "server/main") await ensureDashboard(new AbortController().signal);
await import(pathToFileURL(builtFile(entry)).href);
