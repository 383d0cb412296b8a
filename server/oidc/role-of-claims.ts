import { type Role, roles } from "../../lib/contracts/permissions.ts";
import type { OidcSettings } from "./oidc-settings.ts";

type Claims = Readonly<Record<string, unknown>>;

function valueAt(claims: Claims, path: string): unknown {
  // A claim may have dots in its own name (a URL, say): the whole name first.
  if (Object.hasOwn(claims, path)) return claims[path];
  return path.split(".").reduce<unknown>((value, part) => {
    const isObject = typeof value === "object" && value !== null && Object.hasOwn(value, part);
    return isObject ? Reflect.get(value, part) : undefined;
  }, claims);
}

/** The highest role that the claims give by the map, else the default, else null: not let in. */
export function roleOfClaims(
  claims: Claims,
  { roleClaim, roleMap, defaultRole }: Pick<OidcSettings, "roleClaim" | "roleMap" | "defaultRole">,
): Role | null {
  const value = valueAt(claims, roleClaim);
  const given: readonly unknown[] = Array.isArray(value) ? value : [value];
  const mapped = roleMap.flatMap(({ claim, role }) => (given.includes(claim) ? [role] : []));
  // The table of roles goes from least to most.
  return roles.findLast((role) => mapped.includes(role)) ?? defaultRole;
}
