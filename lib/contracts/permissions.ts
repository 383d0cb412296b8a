/**
 * Who may do what. This table is the source: routes and socket rooms name a permission, and the tests are generated
 * from here, so that a right cannot be granted in one place and forgotten in another.
 */
export const roles = ["viewer", "analyst", "responder", "admin"] as const;
export type Role = (typeof roles)[number];

export const permissions = {
  "events:read": ["viewer", "analyst", "responder", "admin"],
  "alerts:read": ["viewer", "analyst", "responder", "admin"],
  "alerts:triage": ["analyst", "responder", "admin"],
  /** Views of one's own. Sharing one with everybody is `alertViews:share`. */
  "alertViews:keep": ["viewer", "analyst", "responder", "admin"],
  "alertViews:share": ["admin"],
  "ledger:read": ["viewer", "analyst", "responder", "admin"],
  "policies:read": ["viewer", "analyst", "responder", "admin"],
  "policies:draft": ["analyst", "responder", "admin"],
  "policies:publish": ["admin"],
  "changeRequests:decide": ["admin"],
  /** Whoever may stop a response may stop a loosening. */
  "changeRequests:cancel": ["responder", "admin"],
  "responses:read": ["viewer", "analyst", "responder", "admin"],
  "responses:propose": ["analyst", "responder", "admin"],
  "responses:decide": ["responder", "admin"],
  "responses:cancel": ["responder", "admin"],
  "responses:configure": ["admin"],
  "demo:attack": ["analyst", "responder", "admin"],
  "killSwitch:on": ["responder", "admin"],
  "killSwitch:off": ["admin"],
  "deadLetters:read": ["viewer", "analyst", "responder", "admin"],
  "deadLetters:replay": ["admin"],
  "sources:read": ["viewer", "analyst", "responder", "admin"],
  "sources:manage": ["admin"],
  "keys:manage": ["admin"],
  "users:manage": ["admin"],
  "settings:manage": ["admin"],
  "models:read": ["viewer", "analyst", "responder", "admin"],
  "models:manage": ["admin"],
  "audit:read": ["viewer", "analyst", "responder", "admin"],
  "metrics:read": ["viewer", "analyst", "responder", "admin"],
} as const satisfies Readonly<Record<string, readonly Role[]>>;
export type Permission = keyof typeof permissions;

/** What an API key may do, by scope. No key ever approves or administers. */
export const keyScopes = ["ingest", "read", "respond"] as const;
export type KeyScope = (typeof keyScopes)[number];

export const scopePermissions = {
  ingest: [],
  read: [
    "events:read",
    "alerts:read",
    "ledger:read",
    "policies:read",
    "responses:read",
    "deadLetters:read",
    "sources:read",
    "models:read",
    "metrics:read",
  ],
  /** A key cancels what it has proposed itself. */
  respond: ["responses:propose", "responses:cancel"],
} as const satisfies Readonly<Record<KeyScope, readonly Permission[]>>;

/** Whether the role holds the permission. */
export function roleMay(role: Role, permission: Permission): boolean {
  const holders: readonly Role[] = permissions[permission];
  return holders.includes(role);
}

/** Who stands behind a key: the role its maker has now; null is the installation itself, which made it for its own programs. */
export type KeyMaker = Role | "disabled" | null;

/** Whether a key of this maker can hold the permission at all: never more than the maker holds now. */
export function makerMay(maker: KeyMaker, permission: Permission): boolean {
  return maker === null || (maker !== "disabled" && roleMay(maker, permission));
}

/** Socket.IO rooms and the permission each needs. */
export const rooms = {
  live: "events:read",
  alerts: "alerts:read",
  responses: "responses:read",
  policies: "policies:read",
  models: "models:read",
  simulation: "events:read",
  audit: "audit:read",
} as const satisfies Readonly<Record<string, Permission>>;
export type Room = keyof typeof rooms;

/** What a key with these scopes may do. */
export function scopesMay(scopes: readonly KeyScope[], permission: Permission): boolean {
  return scopes.some((scope) => {
    const granted: readonly Permission[] = scopePermissions[scope];
    return granted.includes(permission);
  });
}
