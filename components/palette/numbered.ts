import type { PageName } from "../layout/page-table.ts";
import type { Numbered } from "./palette-item.ts";

/** What can be opened by its number, and the page that shows it. */
export const numbered: readonly (Numbered & { readonly page: PageName })[] = [
  { what: "Alert", page: "alerts", href: (id) => `/alerts?alert=${id}` },
  { what: "Response", page: "responses", href: (id) => `/responses?response=${id}` },
  { what: "Event", page: "live", href: (id) => `/live?event=${id}` },
];
