import { isInRange } from "./address-range.ts";

/** Networks that no outside service is in: this machine, private, shared and link-local ones. */
const insideRanges = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "::/96",
  "fc00::/7",
  "fe80::/10",
] as const;

export interface WebhookAddressFacts {
  /** Whatever is sent can be read on its way. */
  readonly plainHttp: boolean;
  /** In a network of one's own, as far as the text tells; what a name leads to is known only when it is called. */
  readonly inside: boolean;
}

/** What the text of an address says of calls to it, for the form in which it is typed; null while it is no address. */
export function webhookAddressFacts(text: string): WebhookAddressFacts | null {
  const parts = /^(https?):\/\/(?:[^/@]*@)?(\[[^\]]+\]|[^/:?#]+)/i.exec(text.trim());
  const [, scheme = "", bracketed = ""] = parts ?? [];
  if (parts === null) return null;
  const host = bracketed.replace(/^\[|\]$/g, "").toLowerCase();
  const isName = !/^[\d.]+$/.test(host) && !host.includes(":");
  const inside = isName
    ? !host.includes(".") || /\.(local|localhost|internal|lan|home\.arpa)$/.test(host)
    : insideRanges.some((range) => isInRange(host, range));
  return { plainHttp: scheme.toLowerCase() === "http", inside };
}
