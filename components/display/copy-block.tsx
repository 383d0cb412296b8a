"use client";

import { Button } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import styles from "./copy-block.module.css";

interface CopyBlockProps {
  readonly text: string;
  /** What it is, for those who hear it. */
  readonly label: string;
}

const words = { copy: "Copy", copied: "Copied" } as const;
const saidMs = 2500;

/** The browser gives its clipboard to secure pages alone; elsewhere the text is marked, for the keys people know. */
async function copyOrSelect(text: string, element: HTMLElement | null): Promise<"copied" | "selected"> {
  try {
    await navigator.clipboard.writeText(text);
    return "copied";
  } catch {
    if (element !== null) window.getSelection()?.selectAllChildren(element);
    return "selected";
  }
}

/** Text to be taken elsewhere (a command, a key), as it is, with a button that copies it. */
export function CopyBlock({ text, label }: CopyBlockProps) {
  const code = useRef<HTMLElement>(null);
  const [said, setSaid] = useState(false);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(false), saidMs);
    return () => clearTimeout(timer);
  }, [said]);
  return (
    <div className={styles.block}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <section className={styles.scroller} tabIndex={0} aria-label={label}>
        <pre className={styles.text}>
          <code ref={code}>{text}</code>
        </pre>
      </section>
      <Button
        variant="default"
        size="compact-xs"
        className={styles.button}
        leftSection={said ? <IconCheck size={13} aria-hidden="true" /> : <IconCopy size={13} aria-hidden="true" />}
        aria-label={`${words.copy}: ${label}`}
        onClick={() => void copyOrSelect(text, code.current).then((how) => setSaid(how === "copied"))}
      >
        {said ? words.copied : words.copy}
      </Button>
      <span className="sr-only" role="status">
        {said ? words.copied : ""}
      </span>
    </div>
  );
}
