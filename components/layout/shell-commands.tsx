"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { keyText } from "../keys/key-text.ts";
import { type ShellKey, useShellKeys } from "../keys/use-shell-keys.ts";
import { undoLast } from "../undo/offer-undo.tsx";
import { inStream, useStream } from "../url/use-stream.ts";
import { setOverlay, useOverlay } from "./overlay-store.ts";
import { useGuardedNavigation } from "./use-guarded-navigation.ts";
import { usePages } from "./use-pages.ts";

const KeyHelpDialog = dynamic(() => import("../keys/key-help-dialog.tsx").then((file) => file.KeyHelpDialog));

/** What keys do on every page: going to pages, the key help, undo. */
export function ShellCommands() {
  const overlay = useOverlay();
  const pages = usePages();
  const stream = useStream();
  const { go } = useGuardedNavigation();
  const keys = useMemo<readonly ShellKey[]>(
    () => [
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
  return overlay === "key-help" && <KeyHelpDialog opened onClose={() => setOverlay(null)} />;
}
