import { type MouseEvent, memo } from "react";
import styles from "./select-box.module.css";

interface SelectBoxProps {
  readonly label: string;
  readonly checked: boolean | "mixed";
  readonly onToggle: (event: MouseEvent) => void;
}

/** A checkbox that is a button, so that the page's single keys go on working after it was pressed. */
export const SelectBox = memo(function SelectBox({ label, checked, onToggle }: SelectBoxProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input would take the page's single keys for typing.
    <button
      type="button"
      role="checkbox"
      aria-checked={checked}
      aria-label={label}
      className={styles.box}
      onClick={onToggle}
    >
      <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true">
        <rect x=".5" y=".5" width="13" height="13" rx="2.5" className={styles.frame} />
        {checked === true && <path d="M3.5 7.2l2.4 2.4 4.6-5" className={styles.mark} />}
        {checked === "mixed" && <path d="M4 7h6" className={styles.mark} />}
      </svg>
    </button>
  );
});
