import type { Principal, UserPrincipal } from "../auth/principal.ts";
import { AppError } from "./app-error.ts";

/** The person who asks; for what no key may do, whatever its scopes. */
export function requireUser(principal: Principal): UserPrincipal {
  if (principal.kind === "user") return principal;
  if (principal.kind === "key") throw new AppError("forbidden", { detail: "This is for people, not for keys." });
  throw new AppError("unauthenticated");
}
