import { relative } from "node:path";
import { z } from "zod";
import { projectRoot } from "../paths.ts";
import type { Failure } from "./failure.ts";

const testFile = z.object({
  name: z.string(),
  status: z.string(),
  message: z.string().default(""),
  assertionResults: z.array(
    z.object({ fullName: z.string(), status: z.string(), failureMessages: z.array(z.string()).nullish() }),
  ),
});

/** The part of Vitest's JSON report that is read here. */
export const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(testFile).default([]),
});

/** The tests of a file that failed, or the file itself where it did not load. */
export function failuresOfTestFile({ name, status, message, assertionResults }: z.infer<typeof testFile>): Failure[] {
  const file = relative(projectRoot, name);
  const failed = assertionResults.filter((result) => result.status === "failed");
  if (failed.length === 0 && status === "failed") return [{ what: file, reason: message }];
  return failed.map(({ fullName, failureMessages }) => ({
    what: `${file} > ${fullName}`,
    reason: failureMessages?.join("\n") ?? "",
  }));
}
