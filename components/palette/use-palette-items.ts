"use client";

import { severityWords } from "../display/severity-order.ts";
import { useGuardedNavigation } from "../layout/use-guarded-navigation.ts";
import { usePages } from "../layout/use-pages.ts";
import { inStream, useStream } from "../url/use-stream.ts";
import { numbered } from "./numbered.ts";
import { findItems, findNumbered, type PaletteItem } from "./palette-item.ts";
import { paletteText } from "./palette-text.ts";
import { useAlertSearch } from "./use-alert-search.ts";
import { useCommands } from "./use-commands.ts";

/** What the palette offers for a query: what has that number, commands of that name, alerts with that text. */
export function usePaletteItems(query: string) {
  const commands = useCommands();
  const stream = useStream();
  const pages = usePages();
  const { go } = useGuardedNavigation();
  const mayOpen = numbered.filter(({ page }) => pages.some(({ name }) => name === page));
  const byNumber = findNumbered(mayOpen, query).map(
    ({ what, id, href }): PaletteItem => ({
      id: `open-${what}`,
      group: paletteText.open,
      label: paletteText.openNumber(what, id),
      run: () => go(inStream(href, stream)),
    }),
  );
  const search = useAlertSearch(stream, query);
  const found = search.alerts.map(
    ({ id, title, severity }): PaletteItem => ({
      id: `alert-${id}`,
      group: paletteText.alerts,
      label: title,
      detail: `${severityWords[severity]} · ${id}`,
      run: () => go(inStream(`/alerts?alert=${id}`, stream)),
    }),
  );
  const text = query.trim();
  const all: PaletteItem[] =
    found.length === 0
      ? []
      : [
          {
            id: "search-alerts",
            group: paletteText.alerts,
            label: paletteText.searchAlerts(text),
            run: () => go(inStream(`/alerts?q=${encodeURIComponent(text)}`, stream)),
          },
        ];
  return {
    items: [...byNumber, ...findItems(commands, query), ...found, ...all],
    isSearching: search.isSearching,
    failed: search.failed,
  };
}
