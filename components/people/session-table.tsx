"use client";

import { Button } from "@mantine/core";
import type { SessionRow } from "../../lib/contracts/sessions.ts";
import table from "../display/data-table.module.css";
import { RelativeTime } from "../display/relative-time.tsx";
import { ownText } from "../second-factor/factor-text.ts";
import styles from "./people.module.css";

interface SessionTableProps {
  readonly sessions: readonly SessionRow[];
  readonly isBusy: boolean;
  readonly onEnd: (id: string) => void;
}

/** Where somebody is signed in, with a way to end each but the one that asks. */
export function SessionTable({ sessions, isBusy, onEnd }: SessionTableProps) {
  return (
    <div className={styles.sessions}>
      <table className={table.table} aria-label={ownText.sessionsLabel}>
        <thead>
          <tr>
            <th scope="col">{ownText.device}</th>
            <th scope="col">{ownText.address}</th>
            <th scope="col">{ownText.since}</th>
            <th scope="col">{ownText.used}</th>
            <th scope="col">
              <span className="sr-only">{ownText.end}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sessions.map(({ id, device, address, createdAt, lastUsedAt, current, method }) => (
            <tr key={id}>
              <th scope="row" title={ownText.method[method]}>
                {device}
                {current && <span className={styles.note}> · {ownText.this}</span>}
              </th>
              <td>{address}</td>
              <td>
                <RelativeTime at={createdAt} />
              </td>
              <td>
                <RelativeTime at={lastUsedAt} />
              </td>
              <td className={table.shrink}>
                {!current && (
                  <Button
                    variant="default"
                    size="compact-xs"
                    disabled={isBusy}
                    aria-label={`${ownText.end}: ${device}, ${address ?? ""}`}
                    onClick={() => onEnd(id)}
                  >
                    {ownText.end}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
