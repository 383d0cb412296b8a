import type { ResponseAction, ResponseRow } from "../../lib/contracts/responses.ts";
import { visibleName } from "../../lib/event/visible-name.ts";

export const actionWords: Readonly<Record<ResponseAction, string>> = {
  block_address: "Block address",
  disable_account: "Disable account",
  isolate_host: "Isolate host",
  quarantine_message: "Quarantine message",
};

/** "Block address 192.0.2.7" */
export function responseTitle({ action, target }: Pick<ResponseRow, "action" | "target">): string {
  return `${actionWords[action]} ${visibleName(target.name)}`;
}
