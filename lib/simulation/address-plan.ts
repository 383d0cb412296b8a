import { drawChance, drawInteger, pick } from "../stats/draw.ts";
import type { Random } from "../stats/random.ts";
import type { ServerRole } from "./organisation-types.ts";

/**
 * Inside: private ranges (RFC 1918). Outside: only ranges set apart for documentation (RFC 5737, RFC 3849), so that no
 * record names a machine that exists.
 */
const outsideNetworks = ["192.0.2", "198.51.100", "203.0.113"] as const;

/** Workstations: 10.20.0.0/16, two hundred a floor. */
export function hostAddress(index: number): string {
  return `10.${20 + Math.floor(index / 50_000)}.${1 + (Math.floor(index / 200) % 250)}.${10 + (index % 200)}`;
}

/** Servers: 10.10.0.0/24, those that face the internet 172.20.0.0/24. */
export function serverAddress(role: ServerRole, index: number): string {
  const facesInternet = role === "web" || role === "bastion" || role === "mail";
  return `${facesInternet ? "172.20" : "10.10"}.${Math.floor(index / 200)}.${10 + (index % 200)}`;
}

/** Addresses of services and visitors, one in seven of them IPv6. They may repeat: many share one exit. */
export function outsideAddresses(random: Random, count: number): string[] {
  return Array.from({ length: count }, () => {
    if (drawChance(random, 1 / 7)) {
      const part = () => drawInteger(random, 1, 65_535).toString(16);
      return `2001:db8:${part()}::${part()}`;
    }
    return outsideAddress(random);
  });
}

/**
 * An address of somebody who means harm: from the same ranges as everybody else, or the range would give them away,
 * but one that the organisation has not met if there is any left.
 */
export function unknownAddress(random: Random, known: ReadonlySet<string>): string {
  let address = outsideAddress(random);
  for (let attempt = 0; attempt < 60 && known.has(address); attempt += 1) address = outsideAddress(random);
  return address;
}

function outsideAddress(random: Random): string {
  return `${pick(random, outsideNetworks)}.${drawInteger(random, 1, 254)}`;
}
