import { z } from "zod";
import type { Failure } from "./failure.ts";

const attempt = z.object({ errors: z.array(z.object({ message: z.string().default("") })).default([]) });
const spec = z.object({
  title: z.string(),
  file: z.string(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(attempt) })),
});
type Spec = z.infer<typeof spec>;

interface Suite {
  readonly specs: readonly Spec[];
  readonly suites: readonly Suite[];
}

const suite: z.ZodType<Suite> = z.object({
  specs: z.array(spec).default([]),
  suites: z.array(z.lazy(() => suite)).default([]),
});

/** The part of Playwright's JSON report that is read here. */
export const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  suites: z.array(suite).default([]),
});

/** The tests of a file, and of the groups in it, that failed. */
export function failuresOfSuite({ specs, suites }: Suite): Failure[] {
  const failed = specs.filter(({ ok }) => !ok);
  const own = failed.map(({ file, title, tests }) => ({
    what: `e2e/${file} > ${title}`,
    reason: tests
      .flatMap(({ results }) => results.flatMap(({ errors }) => errors))
      .map(({ message }) => message)
      .join("\n"),
  }));
  return [...own, ...suites.flatMap(failuresOfSuite)];
}
