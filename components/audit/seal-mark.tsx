import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { formatCount } from "../display/format.ts";
import styles from "./audit.module.css";
import { auditText } from "./audit-text.ts";

/** An entry's place in the chain, or that it waits for one. */
export function SealMark({ seal }: { readonly seal: number | null }) {
  return (
    <span className={styles.seal} data-sealed={seal !== null}>
      {seal === null ? <IconLockOpen size={13} aria-hidden="true" /> : <IconLock size={13} aria-hidden="true" />}
      {seal === null ? auditText.unsealed : formatCount(seal)}
    </span>
  );
}
