import type { Role } from "../../lib/contracts/permissions.ts";

/** The identity provider that people may sign in through, from the environment. */
export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** On the button. */
  readonly name: string;
  /** Where the claims hold groups or roles; dots lead into objects (`realm_access.roles`). */
  readonly roleClaim: string;
  readonly roleMap: readonly { readonly claim: string; readonly role: Role }[];
  /** For people without a mapped claim; null refuses them. */
  readonly defaultRole: Role | null;
  /** Plain http to the provider: on this machine only, or where ALLOW_INSECURE says so. */
  readonly allowHttp: boolean;
}

/** Where the provider sends people back to; to be registered there. */
export const oidcRedirectUri = (publicUrl: string) => `${publicUrl}/api/v1/session/oidc/callback`;
