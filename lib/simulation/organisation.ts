import { drawChance, pick } from "../stats/draw.ts";
import { createRandom, type Random } from "../stats/random.ts";
import { hostAddress, outsideAddresses, serverAddress } from "./address-plan.ts";
import { firstNames, serviceKinds, serviceWords, surnames } from "./name-pools.ts";
import { type Organisation, type Service, type User, type UserRole, userRoles } from "./organisation-types.ts";
import { serverPlan } from "./server-plan.ts";

/** A believable organisation of `size` people, the same for the same seed. */
export function createOrganisation(seed: string | number, size: number): Organisation {
  if (!Number.isInteger(size) || size < 10) throw new RangeError("An organisation has at least 10 people");
  const random = createRandom(seed).fork("organisation");
  const domain = "harbour.example";
  return {
    domain,
    netbios: "HARBOUR",
    cloudAccount: "111122223333",
    users: createUsers(random.fork("users"), size, domain),
    servers: serverPlan(size).map((server, index) => ({ ...server, address: serverAddress(server.role, index) })),
    services: createServices(random.fork("services"), Math.min(240, 40 + size)),
    visitors: outsideAddresses(random.fork("visitors"), Math.max(60, size * 2)),
  };
}

function createUsers(random: Random, size: number, domain: string): User[] {
  const taken = new Map<string, number>();
  return Array.from({ length: size }, (_, index) => {
    const base = `${pick(random, firstNames).charAt(0)}.${pick(random, surnames)}`;
    const namesakes = taken.get(base) ?? 0;
    taken.set(base, namesakes + 1);
    const name = namesakes === 0 ? base : `${base}${namesakes + 1}`;
    return {
      name,
      mail: `${name}@${domain}`,
      sid: `S-1-5-21-1004336348-1177238915-682003330-${1104 + index}`,
      role: drawRole(random, index),
      workstation: { name: `WS-${String(index + 1).padStart(4, "0")}`, address: hostAddress(index) },
    };
  });
}

/** The first few are fixed, so that the smallest organisation has somebody in each role. */
function drawRole(random: Random, index: number): UserRole {
  const fixed = userRoles[index];
  if (fixed !== undefined) return fixed;
  if (drawChance(random, 0.05)) return "administration";
  if (drawChance(random, 0.22)) return "engineering";
  return pick(random, ["office", "office", "office", "sales", "sales", "finance", "executive"] as const);
}

function createServices(random: Random, count: number): Service[] {
  const endings = ["example", "example.com", "example.net", "example.org"] as const;
  return Array.from({ length: count }, (_, index) => {
    const word = serviceWords[index % serviceWords.length] ?? "amber";
    const kind = serviceKinds[Math.floor(index / serviceWords.length) % serviceKinds.length] ?? "news";
    return { domain: `${word}-${kind}.${pick(random, endings)}`, addresses: outsideAddresses(random, 1 + (index % 3)) };
  });
}
