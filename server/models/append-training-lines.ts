import type { RunStatement } from "../db/run-statement.ts";

const linesSql = `INSERT INTO training_log_line (model_id, number, line)
  SELECT $1, coalesce((SELECT max(number) FROM training_log_line WHERE model_id = $1), 0) + l.place, l.line
  FROM unnest($2::text[]) WITH ORDINALITY AS l (line, place)`;

/** Lines of the training log, after those that there are. */
export async function appendTrainingLines(run: RunStatement, model: number, lines: readonly string[]): Promise<void> {
  if (lines.length > 0) await run(linesSql, [model, lines]);
}
