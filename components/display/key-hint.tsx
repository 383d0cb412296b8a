import styles from "./key-hint.module.css";

/** The key that does the same; takes the colour of what it stands on. */
export function KeyHint({ children }: { readonly children: string | number }) {
  return <kbd className={styles.key}>{children}</kbd>;
}
