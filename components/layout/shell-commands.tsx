"use client";

import { useEffect, useMemo } from "react";
import { fetchConfirmDialog } from "../display/confirm-dialog.tsx";
import { fetchedLater } from "../display/fetched-later.tsx";
import { useFetchAhead } from "../display/use-fetch-ahead.ts";
import { useWasOpened } from "../display/use-lazy-overlay.ts";
import { keyText } from "../keys/key-text.ts";
import { type ShellKey, useShellKeys } from "../keys/use-shell-keys.ts";
import { undoLast } from "../undo/offer-undo.tsx";
import { inStream, useStream } from "../url/use-stream.ts";
import { setOverlay, useOverlay } from "./overlay-store.ts";
import { useGuardedNavigation } from "./use-guarded-navigation.ts";
import { usePages } from "./use-pages.ts";

const { Part: KeyHelpDialog, fetch: fetchKeyHelpDialog } = fetchedLater(() =>
  import("../keys/key-help-dialog.tsx").then((file) => file.KeyHelpDialog),
);
const { Part: CommandPalette, fetch: fetchCommandPalette } = fetchedLater(() =>
  import("../palette/command-palette.tsx").then((file) => file.CommandPalette),
);
/** What is typed right after Ctrl-K finds the palette there; a question is asked as soon as it is called for. */
const loadOverlays = () => Promise.all([fetchConfirmDialog(), fetchCommandPalette(), fetchKeyHelpDialog()]);

/** Ctrl-K (or Cmd-K) works while somebody types, too, but not over a dialog, in which something may be unsaved. */
function usePaletteKey(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey)
        return;
      event.preventDefault();
      if (document.querySelector("[role=dialog]") === null) setOverlay("palette");
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** What keys do on every page: going to pages, the key help, undo. */
export function ShellCommands() {
  const overlay = useOverlay();
  const pages = usePages();
  const stream = useStream();
  const { go } = useGuardedNavigation();
  const keys = useMemo<readonly ShellKey[]>(
    () => [
      { keys: ["Ctrl K"], does: keyText.palette, run: () => setOverlay("palette") },
      { keys: ["?"], does: keyText.help, run: () => setOverlay("key-help") },
      { keys: ["z"], does: keyText.undo, run: undoLast },
      ...pages.map(({ keys: sequence, label, href }) => ({
        keys: [sequence],
        does: `${keyText.goTo} ${label}`,
        run: () => go(inStream(href, stream)),
      })),
    ],
    [pages, stream, go],
  );
  useShellKeys(keyText.everywhere, keys);
  usePaletteKey();
  useFetchAhead(loadOverlays);
  const helpOpened = overlay === "key-help";
  const paletteOpened = overlay === "palette";
  const withHelp = useWasOpened(helpOpened);
  const withPalette = useWasOpened(paletteOpened);
  return (
    <>
      {withHelp && <KeyHelpDialog opened={helpOpened} onClose={() => setOverlay(null)} />}
      {withPalette && <CommandPalette opened={paletteOpened} onClose={() => setOverlay(null)} />}
    </>
  );
}
