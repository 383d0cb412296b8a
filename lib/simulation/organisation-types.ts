export const userRoles = ["office", "finance", "sales", "engineering", "administration", "executive"] as const;
export type UserRole = (typeof userRoles)[number];

export interface Workstation {
  readonly name: string;
  readonly address: string;
}

export interface User {
  /** Account name, such as `k.mooring`. */
  readonly name: string;
  readonly mail: string;
  /** Windows security identifier. */
  readonly sid: string;
  readonly role: UserRole;
  readonly workstation: Workstation;
}

export type ServerRole =
  | "domain-controller"
  | "file"
  | "mail"
  | "web"
  | "bastion"
  | "build"
  | "database"
  | "backup"
  | "monitoring"
  | "application";

export interface Server {
  readonly name: string;
  readonly address: string;
  readonly role: ServerRole;
  readonly system: "windows" | "linux";
  /** What its loss would mean: 0.5 little, 1 normal, 1.5 much, 2 the worst. */
  readonly criticality: 0.5 | 1 | 1.5 | 2;
}

/** Something on the internet that people use. */
export interface Service {
  readonly domain: string;
  readonly addresses: readonly string[];
}

export interface Organisation {
  readonly domain: string;
  /** Windows domain. */
  readonly netbios: string;
  readonly cloudAccount: string;
  readonly users: readonly User[];
  readonly servers: readonly Server[];
  /** Most used first. */
  readonly services: readonly Service[];
  /** Addresses of the public that visits the web site, most frequent first. */
  readonly visitors: readonly string[];
}
