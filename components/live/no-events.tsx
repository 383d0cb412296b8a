import { Button } from "@mantine/core";
import Link from "next/link";
import type { StreamName } from "../../lib/contracts/common.ts";
import styles from "./live.module.css";
import { liveText } from "./live-text.ts";
import { useLiveView } from "./live-view.ts";

interface NoEventsProps {
  readonly stream: StreamName;
  /** Only a part of the stream is shown. */
  readonly narrowed: boolean;
}

/** Over the empty chart: why it is empty, and what to do about it. */
export function NoEvents({ stream, narrowed }: NoEventsProps) {
  const { showAll } = useLiveView();
  return (
    <div className={styles.noEvents}>
      <p>{liveText.noEvents}</p>
      {narrowed && (
        <>
          <p>{liveText.noEventsHere}</p>
          <Button variant="default" onClick={showAll}>
            {liveText.showAll}
          </Button>
        </>
      )}
      {!narrowed && stream === "main" && (
        <>
          <p>{liveText.noEventsMain}</p>
          <div className={styles.controls}>
            <Button component={Link} href="/welcome">
              {liveText.connect}
            </Button>
            <Button component={Link} href="/live?stream=demo" variant="default">
              {liveText.watchDemo}
            </Button>
          </div>
        </>
      )}
      {!narrowed && stream === "demo" && <p>{liveText.noEventsDemo}</p>}
    </div>
  );
}
