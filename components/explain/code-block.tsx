import styles from "./explain.module.css";

/** Text as it is, in one pitch; scrolls, by keyboard too. */
export function CodeBlock({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section tabIndex={0} aria-label={label}>
      <pre className={styles.code}>{text}</pre>
    </section>
  );
}
