import { runChecks } from "./checks/run-checks.ts";

/** `npm run check`: format, lint, types, boundaries, unused code, unit tests. */
process.exit((await runChecks()).length === 0 ? 0 : 1);
