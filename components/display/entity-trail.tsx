import type { EntityRef } from "../../lib/contracts/events.ts";
import { visibleName } from "../../lib/event/visible-name.ts";
import styles from "./entity-trail.module.css";

interface EntityTrailProps {
  readonly user: EntityRef | null;
  readonly src: EntityRef | null;
  readonly host: EntityRef | null;
}

/** Who, from where, to where, in one line. */
export function EntityTrail({ user, src, host }: EntityTrailProps) {
  const ends = [src?.name, host?.name].filter((name) => name !== undefined).join(" → ");
  const text = [user?.name, ends].filter((part) => part !== undefined && part !== "").join(" · ");
  const plain = visibleName(text);
  return (
    <span className={styles.trail} title={plain}>
      {plain === "" ? "–" : plain}
    </span>
  );
}
