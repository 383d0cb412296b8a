import type { GuardedStream } from "./fill-guarded.ts";
import type { PicturedPage } from "./take-pictures.ts";

interface Scene extends Omit<PicturedPage, "href"> {
  readonly href: (filled: GuardedStream | null) => string;
  /** Looked at while a flood lasts, in that state alone; or before. */
  readonly inFlood: boolean;
}

/** What is no page of the rail but a part of one, filled by `fillGuarded`. Before it is filled, the same part without anything. */
export const scenes: readonly Scene[] = [
  {
    name: "thresholds",
    label: "Policies: Thresholds",
    stream: "demo",
    href: () => "/policies?tab=thresholds&over=7d",
    inFlood: false,
  },
  {
    name: "spot-checks",
    label: "Policies: Spot checks",
    stream: "demo",
    href: () => "/policies?tab=spot-checks",
    inFlood: false,
  },
  {
    name: "requests",
    label: "Policies: Requests",
    stream: "main",
    href: (filled) => `/policies?tab=requests${filled === null ? "" : `&request=${filled.request}`}`,
    inFlood: false,
  },
  {
    name: "draft",
    label: "Policies: a draft in shadow",
    stream: "demo",
    href: (filled) => (filled === null ? "/policies" : `/policies?draft=${filled.draft}`),
    inFlood: false,
  },
  { name: "flood", label: "Alerts in a flood", stream: "demo", href: () => "/alerts", inFlood: true },
  { name: "flood-live", label: "Live in a flood", stream: "demo", href: () => "/live", inFlood: true },
  {
    name: "frozen",
    label: "Policies: a frozen threshold",
    stream: "demo",
    href: () => "/policies?tab=thresholds&over=7d",
    inFlood: true,
  },
];
