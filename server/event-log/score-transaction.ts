import type pg from "pg";
import { sqlStateOf } from "../db/pg.ts";
import type { RunStatement } from "../db/run-statement.ts";
import { createCopyQuery } from "./score-copy-query.ts";

const names = new Map<string, string>();

/** Statements of the scoring loop are few and constant: each is parsed and planned once a connection. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = `scoring ${names.size}`;
  names.set(text, name);
  return name;
}

/** Runs single statements on the connection. */
function runOn(client: pg.Client): RunStatement {
  return (text, values) => client.query({ name: nameOf(text), text, values: [...values] });
}

/** Sends BEGIN and a binary COPY in one go. */
export function beginWithCopy(client: pg.Client, copySql: string, data: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    client.query(createCopyQuery(`BEGIN; ${copySql}`, data, (error) => (error === null ? resolve() : reject(error))));
  });
}

/** A person's change locked the same rows in another order, and the server chose us to give way. */
const giveWayStates = new Set(["40P01", "40001"]);
const attempts = 5;

/**
 * Runs `work` between BEGIN (which `work` sends itself, together with its first statement) and COMMIT. What the
 * transaction writes is all in memory, so one that had to give way is simply run again.
 */
export async function transact<T>(client: pg.Client, work: (run: RunStatement) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const result = await work(runOn(client));
      await client.query("COMMIT");
      return result;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => undefined); // on a broken connection; the first error says more
      if (attempt === attempts || !giveWayStates.has(sqlStateOf(error) ?? "")) throw error;
    }
  }
}
