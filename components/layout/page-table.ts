import type { Permission } from "../../lib/contracts/permissions.ts";

/** A page that people can go to. */
export interface PageEntry {
  /** Its place in the table, and of its icon in page-icons.ts. */
  readonly name: string;
  readonly href: string;
  /** In the rail, the palette and the key help; the browser's title says the same (app/.../page.tsx). */
  readonly label: string;
  /** Without it the page is neither shown nor offered; the server refuses its data all the same. */
  readonly permission: Permission;
  /** Two keys that lead there: `g`, then a letter of its own. */
  readonly keys: `g ${string}`;
  /** Whether the page draws charts: it may load more script. */
  readonly charts: boolean;
}

/**
 * The pages in the order of the rail. Only pages that work. A new page is one row here and one icon in page-icons.ts;
 * rail, palette, key help, the accessibility test, `npm run bench -- pages` and `npm run pictures` take it from here.
 */
export const pageTable = [
  { name: "live", href: "/live", label: "Live", permission: "events:read", keys: "g l", charts: true },
  { name: "alerts", href: "/alerts", label: "Alerts", permission: "alerts:read", keys: "g a", charts: false },
  {
    name: "responses",
    href: "/responses",
    label: "Responses",
    permission: "responses:read",
    keys: "g r",
    charts: false,
  },
  { name: "policies", href: "/policies", label: "Policies", permission: "policies:read", keys: "g p", charts: false },
  { name: "models", href: "/models", label: "Models", permission: "models:read", keys: "g m", charts: true },
  { name: "sources", href: "/sources", label: "Sources", permission: "sources:read", keys: "g o", charts: false },
  { name: "audit", href: "/audit", label: "Audit", permission: "audit:read", keys: "g u", charts: false },
  { name: "settings", href: "/settings", label: "Settings", permission: "events:read", keys: "g t", charts: false },
] as const satisfies readonly PageEntry[];

export type PageName = (typeof pageTable)[number]["name"];
