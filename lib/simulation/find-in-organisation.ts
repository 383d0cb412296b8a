import { pick } from "../stats/draw.ts";
import type { Random } from "../stats/random.ts";
import type { Organisation, Server, ServerRole, User, UserRole } from "./organisation-types.ts";

export function serversOf(organisation: Organisation, ...roles: readonly ServerRole[]): readonly Server[] {
  return organisation.servers.filter((server) => roles.includes(server.role));
}

export function serverOf(organisation: Organisation, random: Random, ...roles: readonly ServerRole[]): Server {
  return pick(random, serversOf(organisation, ...roles));
}

export function usersOf(organisation: Organisation, ...roles: readonly UserRole[]): readonly User[] {
  return organisation.users.filter((user) => roles.includes(user.role));
}
