import { Button } from "@mantine/core";
import { KeyHint } from "../display/key-hint.tsx";
import styles from "./undo.module.css";
import { undoText } from "./undo-text.ts";

/** What was done, and the button that takes it back. */
export function UndoToast({ text, onUndo }: { readonly text: string; readonly onUndo: () => void }) {
  return (
    <span className={styles.toast}>
      <span className={styles.text}>{text}</span>
      <Button variant="default" rightSection={<KeyHint>{undoText.key}</KeyHint>} onClick={onUndo}>
        {undoText.undo}
      </Button>
    </span>
  );
}
