import { lookup } from "node:dns";
import { BlockList, isIP, type LookupFunction } from "node:net";

/** What no outside service has: this machine, private and link-local networks, cloud metadata, and ranges of no use. */
const insideRanges: readonly (readonly [string, number, "ipv4" | "ipv6"])[] = [
  ["0.0.0.0", 8, "ipv4"],
  ["10.0.0.0", 8, "ipv4"],
  ["100.64.0.0", 10, "ipv4"],
  ["127.0.0.0", 8, "ipv4"],
  ["169.254.0.0", 16, "ipv4"],
  ["172.16.0.0", 12, "ipv4"],
  ["192.0.0.0", 24, "ipv4"],
  ["192.88.99.0", 24, "ipv4"],
  ["192.168.0.0", 16, "ipv4"],
  ["198.18.0.0", 15, "ipv4"],
  ["224.0.0.0", 4, "ipv4"],
  ["240.0.0.0", 4, "ipv4"],
  // The unspecified one, the machine itself, and IPv4 as it was first put into IPv6.
  ["::", 96, "ipv6"],
  // IPv4 in IPv6 in all other ways: a gateway that translates would lead back inside.
  ["::ffff:0:0:0", 96, "ipv6"],
  ["64:ff9b::", 96, "ipv6"],
  ["64:ff9b:1::", 48, "ipv6"],
  ["2001::", 32, "ipv6"],
  ["2002::", 16, "ipv6"],
  ["fc00::", 7, "ipv6"],
  ["fe80::", 10, "ipv6"],
  ["fec0::", 10, "ipv6"],
  ["ff00::", 8, "ipv6"],
];

const inside = new BlockList();
for (const [address, bits, family] of insideRanges) inside.addSubnet(address, bits, family);

/** Whether the address is one of our own networks. IPv4 inside IPv6 is looked at as the IPv4 that it is. */
export function isInsideAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return true;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return inside.check(mapped, "ipv4");
  return inside.check(address, family === 6 ? "ipv6" : "ipv4");
}

class InsideAddressError extends Error {}

/**
 * Finds the addresses of a name and refuses all that are inside. It is the lookup of the connection itself, so that the
 * address which was checked is the one that is called: a name cannot answer differently the second time.
 */
export const lookupOutside: LookupFunction = (name, options, answer) => {
  lookup(name, { ...options, all: true }, (error, found) => {
    if (error !== null) return answer(error, "", 0);
    const allowed = found.filter(({ address }) => !isInsideAddress(address));
    const [first] = allowed;
    if (first === undefined) return answer(new InsideAddressError(`${name} is an inside address.`), "", 0);
    if (options.all) return answer(null, allowed);
    return answer(null, first.address, first.family);
  });
};
