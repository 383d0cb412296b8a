import type { RunStatement } from "../db/run-statement.ts";

/** The database's clock, at the beginning of the transaction. */
export async function readNow(run: RunStatement): Promise<Date> {
  const { rows } = await run("SELECT now() AS now", []);
  const now = rows[0]?.now;
  if (!(now instanceof Date)) throw new Error("The database does not say what time it is.");
  return now;
}
