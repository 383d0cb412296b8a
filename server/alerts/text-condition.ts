import { type Database, Sql } from "../db/prisma.ts";

/** Text for LIKE that means itself. */
const literally = (text: string) => text.replace(/[\\%_]/g, "\\$&");

/** As many matches are taken by their ids; of more, the list's own order soon meets a page full. */
const fewMatches = 1_000;
/** Trigrams need three letters; of fewer nearly every alert has some. */
const shortestIndexed = 3;

/** Whether a few of the matches are wanted, in the order of a list, or all of them. */
export type TextUse = "few" | "all";

/**
 * The alerts that hold a text, as a condition over `alert a`. The planner cannot know which way is short, so that is
 * looked up: a rare text is found by its trigrams, a common one by looking into each alert in the list's own order.
 * OFFSET 0 keeps the latter from being made a join over all matches, which is what counting wants.
 */
export async function textCondition(db: Database, text: string, use: TextUse): Promise<Sql.Sql> {
  const pattern = `%${literally(text.toLowerCase())}%`;
  if (use === "all") return Sql.sql`a.id IN (SELECT s.alert_id FROM alert_search s WHERE s.body LIKE ${pattern})`;
  const inEach = Sql.sql`EXISTS (
    SELECT 1 FROM alert_search s WHERE s.alert_id = a.id AND s.body LIKE ${pattern} OFFSET 0)`;
  if (text.length < shortestIndexed) return inEach;
  const found = await db.$queryRaw<{ id: bigint }[]>(
    Sql.sql`SELECT alert_id AS id FROM alert_search WHERE body LIKE ${pattern} LIMIT ${fewMatches + 1}`,
  );
  return found.length > fewMatches ? inEach : Sql.sql`a.id = ANY(${found.map(({ id }) => id)}::bigint[])`;
}
