import { roleMay } from "../../lib/contracts/permissions.ts";
import type { UserPrincipal } from "../auth/principal.ts";
import { AppError } from "../http/app-error.ts";

/** What everybody sees is kept by administrators. */
export function checkMayShare({ role }: UserPrincipal): void {
  if (roleMay(role, "alertViews:share")) return;
  throw new AppError("forbidden", { detail: "Views that everybody sees are kept by administrators." });
}
