import { defineConfig } from "vitest/config";

/** `unit` needs nothing but Node; `integration` runs against a real PostgreSQL that testing/global-setup.ts starts. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["lib/**/*.test.ts", "components/**/*.test.{ts,tsx}", "tests/**/*.test.ts"],
          pool: "threads",
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
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
