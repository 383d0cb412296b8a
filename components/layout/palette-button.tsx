"use client";

import { IconSearch } from "@tabler/icons-react";
import { KeyHint } from "../display/key-hint.tsx";
import { paletteText } from "../palette/palette-text.ts";
import { setOverlay } from "./overlay-store.ts";
import own from "./palette-button.module.css";
import styles from "./shell.module.css";

/** Opens the palette; the key beside it is the quicker way. */
export function PaletteButton() {
  return (
    <button
      type="button"
      className={styles.palette}
      aria-label={paletteText.title}
      aria-keyshortcuts="Control+K"
      onClick={() => setOverlay("palette")}
    >
      <IconSearch size={14} aria-hidden="true" />
      <span className={`${styles.paletteWords} ${own.words}`}>{paletteText.button}</span>
      <span className={`${styles.paletteKeys} ${own.keys}`} aria-hidden="true">
        <KeyHint>{paletteText.keys}</KeyHint>
      </span>
    </button>
  );
}
