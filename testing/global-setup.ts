import type { TestProject } from "vitest/node";
import { startTestServer } from "./server.ts";

/** Starts the PostgreSQL of this test run and stops it at the end, whatever the tests did. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { connection, stop } = await startTestServer();
  project.provide("testServer", connection);
  return stop;
}
