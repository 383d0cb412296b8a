import { Button } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { KeyHint } from "../display/key-hint.tsx";
import styles from "./undo.module.css";
import type { UndoStack } from "./undo-stack.ts";
import { undoText } from "./undo-text.ts";

interface UndoToastProps {
  readonly id: string;
  readonly text: string;
  readonly stack: UndoStack;
  readonly onUndo: () => void;
}

const none = () => null;

/** What was done, and the button that takes it back; the key stands with the newest alone, which is what it takes. */
export function UndoToast({ id, text, stack, onUndo }: UndoToastProps) {
  const hasKey = useSyncExternalStore(stack.subscribe, stack.newestId, none) === id;
  return (
    <span className={styles.toast}>
      <span className={styles.text}>{text}</span>
      <Button variant="default" rightSection={hasKey && <KeyHint>{undoText.key}</KeyHint>} onClick={onUndo}>
        {undoText.undo}
      </Button>
    </span>
  );
}
