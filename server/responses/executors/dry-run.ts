import type { Executor } from "./executor.ts";

/** Does nothing and says so: shows what playbooks would do. */
export const dryRun: Executor = {
  idempotent: true,
  pretends: true,
  execute: async () => ({ kind: "done", detail: "Dry run: nothing was done." }),
  undo: async () => ({ kind: "done", detail: "Dry run: there was nothing to undo." }),
  probe: async () => ({ holds: "no", detail: "Dry run: nothing was done." }),
  verify: async () => ({ holds: "no", detail: "Dry run: nothing holds." }),
  test: async () => ({ ok: true, detail: "Ready. It only shows what would be done." }),
};
