import type { Pool } from "../../db/pg.ts";
import type { ExecutorRecord } from "../executor-record.ts";
import { openSecret } from "../executor-secret.ts";
import { dryRun } from "./dry-run.ts";
import type { Executor } from "./executor.ts";
import { createLab } from "./lab.ts";
import { createWebhook } from "./webhook.ts";

export interface ExecutorSettings {
  readonly authSecret: string;
  /** WEBHOOK_ALLOW_INSIDE. */
  readonly allowInside: boolean;
}

/** The executor that a row describes, ready to be called; or why it cannot be. */
export function openExecutor(
  record: ExecutorRecord,
  pool: Pool,
  { authSecret, allowInside }: ExecutorSettings,
): { readonly ok: true; readonly executor: Executor } | { readonly ok: false; readonly reason: string } {
  switch (record.kind) {
    case "dry_run":
      return { ok: true, executor: dryRun };
    case "lab":
      return { ok: true, executor: createLab(pool) };
    case "webhook": {
      const { url, secret: sealed, idempotent } = record;
      const secret = sealed === null ? null : openSecret(sealed, authSecret);
      if (url === null || secret === null) {
        return { ok: false, reason: "Its secret cannot be read with this AUTH_SECRET: set it anew." };
      }
      return { ok: true, executor: createWebhook({ url, secret, idempotent, allowInside }) };
    }
  }
}
