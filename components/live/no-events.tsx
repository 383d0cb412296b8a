import { Button } from "@mantine/core";
import Link from "next/link";
import type { StreamName } from "../../lib/contracts/common.ts";
import styles from "./live.module.css";
import { liveText } from "./live-text.ts";

/** Over the empty chart: why it is empty, and what to do about it. */
export function NoEvents({ stream }: { readonly stream: StreamName }) {
  return (
    <div className={styles.noEvents}>
      <p>{liveText.noEvents}</p>
      {stream === "main" ? (
        <>
          <p>{liveText.noEventsMain}</p>
          <pre className={styles.curl}>
            {'curl -H "Authorization: Bearer $KEY" --data-binary @auth.log \\\n  "$TIDELINE/api/v1/events"'}
          </pre>
          <Button component={Link} href="/live?stream=demo">
            {liveText.watchDemo}
          </Button>
        </>
      ) : (
        <p>{liveText.noEventsDemo}</p>
      )}
    </div>
  );
}
