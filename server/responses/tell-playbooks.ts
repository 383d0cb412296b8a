import { type BandName, bandSchema } from "../../lib/contracts/common.ts";
import type { RunStatement } from "../db/run-statement.ts";

export interface AlertInBand {
  readonly alertId: number;
  readonly band: BandName;
}

const tellSql = `
  WITH told AS (
    INSERT INTO response_trigger (alert_id, band)
    SELECT * FROM unnest($1::bigint[], $2::smallint[]) ON CONFLICT DO NOTHING RETURNING 1
  )
  SELECT CASE WHEN count(*) > 0 THEN pg_notify('tideline_responses', '')::text END FROM told`;

/**
 * Leaves word, in the scoring transaction, that playbooks have to be asked about these alerts. A worker does it when the
 * transaction has committed: scoring waits for none of it. An alert is told of once in each band.
 */
export async function tellPlaybooks(run: RunStatement, alerts: readonly AlertInBand[]): Promise<void> {
  if (alerts.length === 0) return;
  const bands = alerts.map(({ band }) => bandSchema.options.indexOf(band));
  await run(tellSql, [alerts.map(({ alertId }) => alertId), bands]);
}
