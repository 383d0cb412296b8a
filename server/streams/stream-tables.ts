/**
 * Every table that holds something of a stream, and what becomes of it when a stream is removed. A test finds each table
 * with a column `stream`, and each that refers to one, in the database: a new table that is not named here fails it.
 */
export type Removal =
  /** Its days are dropped. */
  | "dropped"
  /** Its rows are deleted, in the order of this list: what refers to something goes before it. */
  | "deleted"
  /** Its one row is set back to the beginning. */
  | "reset"
  /** Stays: says what was, or goes by itself. */
  | "kept";

export const streamTables = {
  block: "dropped",
  intake: "dropped",
  event: "dropped",
  score_batch: "dropped",
  score_block: "dropped",
  // Takes response_step and execution_attempt along.
  response: "deleted",
  lab_measure: "deleted",
  // Takes alert_event, alert_activity, alert_origin and alert_source along.
  alert: "deleted",
  flood: "deleted",
  flood_watch: "deleted",
  checkpoint: "deleted",
  artefact: "deleted",
  entity: "deleted",
  dead_letter: "deleted",
  ledger_expired: "deleted",
  rollup: "deleted",
  rollup_part: "deleted",
  rollup_part_head: "deleted",
  threshold_change: "deleted",
  own_event: "deleted",
  // Takes change_request_decision along.
  change_request: "deleted",
  guard_request: "deleted",
  guard_input: "deleted",
  guard_view: "deleted",
  spot_check: "deleted",
  policy_draft: "deleted",
  exception_use: "deleted",
  policy: "deleted",
  model_activation: "deleted",
  // Takes training_log_line along. A training under way finds its row gone, and ends.
  trained_model: "deleted",
  receipt: "deleted",
  rejected_sample: "deleted",
  source_minute: "deleted",
  source_standing: "deleted",
  source_cursor: "deleted",
  source: "deleted",
  log_head: "reset",
  log_position: "reset",
  // Revoked, and still there to say who could send.
  api_key: "kept",
  // What people have set up: it counts again when the stream is brought back.
  playbook: "kept",
  executor: "kept",
  protected_entity: "kept",
  // Numbered without a gap, and gone after ten minutes.
  outbox: "kept",
} as const satisfies Readonly<Record<string, Removal>>;

/** The tables of one fate, in the order of the list. */
export function tablesThatAre(removal: Removal): string[] {
  return Object.entries(streamTables).flatMap(([table, fate]) => (fate === removal ? [table] : []));
}
