/** Runs one statement inside the caller's transaction. */
export type RunStatement = (
  sql: string,
  params: readonly unknown[],
) => Promise<{ rows: readonly Record<string, unknown>[] }>;
