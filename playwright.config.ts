import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const usualPlaces = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
];
const executablePath = process.env.CHROMIUM_PATH ?? usualPlaces.find((path) => existsSync(path));
const reportFile = process.env.PLAYWRIGHT_JSON_OUTPUT_FILE;

/** Browser tests against a running Tideline: `npm test` starts one and names it in BASE_URL and TIDELINE_STATE. */
export default defineConfig({
  testDir: "e2e",
  timeout: 40_000,
  expect: { timeout: 15_000 },
  // One after the other: they share one instance, whose alerts and accounts they change.
  workers: 1,
  forbidOnly: true,
  reporter: reportFile === undefined ? "list" : [["list"], ["json", { outputFile: reportFile }]],
  projects: [
    { name: "people", testMatch: "people.setup.ts" },
    {
      name: "journeys",
      testMatch: "*.spec.ts",
      testIgnore: ["shift.spec.ts", "accessibility.spec.ts"],
      dependencies: ["people"],
    },
    { name: "accessibility", testMatch: "accessibility.spec.ts", dependencies: ["people"] },
    // A whole shift on an instance of its own, with the demonstration's traffic.
    { name: "shift", testMatch: "shift.spec.ts", dependencies: ["people"], timeout: 300_000 },
  ],
  use: {
    // What cannot be pressed for so long is not there: said then, not when the whole test has run out of time.
    actionTimeout: 15_000,
    baseURL: process.env.BASE_URL ?? "http://127.0.0.1:3100",
    viewport: { width: 1280, height: 800 },
    // A trace takes a fifth of the time: asked for with `--trace retain-on-failure` where a failure has to be understood.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
