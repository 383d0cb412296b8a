import type { StreamName } from "../../lib/contracts/common.ts";
import {
  type KeyMaker,
  type KeyScope,
  makerMay,
  type Permission,
  type Role,
  roleMay,
  scopesMay,
} from "../../lib/contracts/permissions.ts";
import type { SignInMethod } from "../../lib/contracts/session.ts";

/** A person with a session. */
export interface UserPrincipal {
  readonly kind: "user";
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly sessionId: string;
  readonly expiresAt: Date;
  readonly method: SignInMethod;
  readonly mustChangePassword: boolean;
  /** The settings ask this role for a second factor, and the person has none yet. */
  readonly mustSetUpSecondFactor: boolean;
}

/** A machine with an API key. */
export interface KeyPrincipal {
  readonly kind: "key";
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  /** As of now, not of when it was made: a key outlives neither the rights nor the account behind it. */
  readonly maker: KeyMaker;
  readonly stream: StreamName;
}

export interface AnonymousPrincipal {
  readonly kind: "anonymous";
}
export type Principal = UserPrincipal | KeyPrincipal | AnonymousPrincipal;

/** Whether the rights table grants it. */
export function principalMay(principal: Principal, permission: Permission): boolean {
  switch (principal.kind) {
    case "user":
      return roleMay(principal.role, permission);
    case "key":
      return scopesMay(principal.scopes, permission) && makerMay(principal.maker, permission);
    case "anonymous":
      return false;
  }
}
