"use client";

import { useMantineColorScheme } from "@mantine/core";
import { useMemo } from "react";
import { streamSchema } from "../../lib/contracts/common.ts";
import { useKeyGroups } from "../keys/key-registry.ts";
import { keyText } from "../keys/key-text.ts";
import { layoutText } from "../layout/layout-text.ts";
import { setOverlay } from "../layout/overlay-store.ts";
import { useGuardedNavigation } from "../layout/use-guarded-navigation.ts";
import { usePages } from "../layout/use-pages.ts";
import { useSetStream } from "../layout/use-set-stream.ts";
import { density } from "../preferences/density.ts";
import { timeZone } from "../preferences/time-zone.ts";
import { signOut } from "../session/account.ts";
import { leaveAfter } from "../session/go-to-sign-in.ts";
import { sessionText } from "../session/session-text.ts";
import { inStream, useStream } from "../url/use-stream.ts";
import type { PaletteItem } from "./palette-item.ts";
import { paletteText } from "./palette-text.ts";

const schemes = ["auto", "light", "dark"] as const;

/** How this browser shows things: theme, rows, times. */
function useShowCommands(): readonly PaletteItem[] {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const group = paletteText.show;
  return [
    ...schemes
      .filter((scheme) => scheme !== colorScheme)
      .map((scheme) => ({
        id: `theme-${scheme}`,
        group,
        label: paletteText.theme(layoutText.themes[scheme]),
        run: () => setColorScheme(scheme),
      })),
    ...density.values
      .filter((value) => value !== density.get())
      .map((value) => ({
        id: `density-${value}`,
        group,
        label: paletteText.density(layoutText.densities[value]),
        detail: "density",
        run: () => density.set(value),
      })),
    ...timeZone.values
      .filter((value) => value !== timeZone.get())
      .map((value) => ({
        id: `zone-${value}`,
        group,
        label: paletteText.zone(layoutText.zones[value]),
        detail: "zone",
        run: () => timeZone.set(value),
      })),
  ];
}

/** What the page on the screen can do, from its keys. */
function usePageCommands(): readonly PaletteItem[] {
  const groups = useKeyGroups();
  return groups
    .filter(({ title }) => title !== keyText.everywhere)
    .flatMap(({ title, entries }) =>
      entries.flatMap(({ keys, does, run }) =>
        run === undefined
          ? []
          : [{ id: `here-${title}-${does}`, group: paletteText.here, label: does, keys: keys[0] ?? "", run }],
      ),
    );
}

/** Everything that can be done from anywhere, without what only a query makes. */
export function useCommands(): readonly PaletteItem[] {
  const pages = usePages();
  const stream = useStream();
  const setStream = useSetStream();
  const { go } = useGuardedNavigation();
  const goTo = useMemo(
    () =>
      pages.map(({ name, label, href, keys }) => ({
        id: `page-${name}`,
        group: paletteText.goTo,
        label,
        keys,
        run: () => go(inStream(href, stream)),
      })),
    [pages, stream, go],
  );
  const streams = streamSchema.options
    .filter((name) => name !== stream)
    .map((name) => ({
      id: `stream-${name}`,
      group: paletteText.stream,
      label: paletteText.watchStream(name),
      run: () => setStream(name),
    }));
  const account = [
    {
      id: "keys",
      group: paletteText.account,
      label: layoutText.keys,
      keys: "?",
      run: () => setOverlay("key-help"),
    },
    {
      id: "welcome",
      group: paletteText.account,
      label: layoutText.welcome,
      run: () => go("/welcome"),
    },
    {
      id: "sign-out",
      group: paletteText.account,
      label: sessionText.signOut,
      run: () => void leaveAfter(signOut),
    },
  ];
  return [...goTo, ...usePageCommands(), ...streams, ...useShowCommands(), ...account];
}
