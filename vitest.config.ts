import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

// Files share the modules of their process: loading them anew for each took a third of the time. Nothing here replaces a
// module, and what is process-wide (metrics, the environment) is left as it was found.
/** `unit` needs nothing but Node; `integration` runs against a real PostgreSQL that testing/global-setup.ts starts. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
          pool: "threads",
          isolate: false,
          testTimeout: 30_000, // generous: a machine may be busy with other things
        },
      },
      {
        test: {
          name: "integration",
          include: [
            "server/**/*.test.ts",
            "worker/**/*.test.ts",
            "scripts/**/*.test.ts",
            "app/**/*.test.ts",
            "testing/**/*.test.ts",
          ],
          globalSetup: ["testing/global-setup.ts"],
          pool: "forks",
          isolate: false,
          // One less than there are cores is the usual, which is one alone on the smallest machine; much of it is waiting.
          maxWorkers: Math.max(2, availableParallelism() - 1),
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
