import { isIP } from "node:net";

/** Whether the address is this machine's own: ::1, or any of 127.0.0.0/8. */
export function isLoopbackAddress(address: string): boolean {
  return address === "::1" || (isIP(address) === 4 && address.startsWith("127."));
}

/** Whether the host, as settings or an address bar name it, is this machine and can be no other. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || isLoopbackAddress(host.replace(/^\[(.*)\]$/, "$1"));
}
