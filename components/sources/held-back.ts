import type { ApiKeyRow } from "../../lib/contracts/keys.ts";
import { type KeyScope, makerMay, scopePermissions } from "../../lib/contracts/permissions.ts";

/** The scopes of a key that give nothing any more, since who made it may no longer do any of that. Sending is nobody's right. */
export function heldBack({ scopes, maker }: Pick<ApiKeyRow, "scopes" | "maker">): KeyScope[] {
  return scopes.filter((scope) => {
    const granted = scopePermissions[scope];
    return granted.length > 0 && !granted.some((permission) => makerMay(maker, permission));
  });
}
