"use client";

import type { ChangeRequest } from "../../lib/contracts/change-requests.ts";
import tableStyles from "../display/data-table.module.css";
import { RelativeTime } from "../display/relative-time.tsx";
import { TimeLeft } from "../responses/time-left.tsx";
import { useSession } from "../session/use-session.ts";
import styles from "./change-requests.module.css";
import { approvalsLine, requestKindWords, requestStateWords, requestText } from "./request-text.ts";

interface RequestTableProps {
  readonly rows: readonly ChangeRequest[];
  readonly openId: number | null;
  readonly onOpen: (id: number) => void;
}

/** Requests, newest first. The pointer may press anywhere in a row; the keyboard has the button in it. */
export function RequestTable({ rows, openId, onOpen }: RequestTableProps) {
  return (
    <div className={`${tableStyles.scroller} ${styles.list}`}>
      <table className={tableStyles.table} aria-label={requestText.table}>
        <thead>
          <tr>
            <th scope="col">Request</th>
            <th scope="col" className={styles.column}>
              Asked by
            </th>
            <th scope="col">State</th>
            <th scope="col" className={`${tableStyles.number} ${styles.column}`}>
              When
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={tableStyles.row} data-open={row.id === openId} onClick={() => onOpen(row.id)}>
              <td className={tableStyles.fill} title={row.reason}>
                <button type="button" className={styles.rowButton} aria-pressed={row.id === openId}>
                  <b>{row.title}</b>
                  <span className={styles.why}>
                    {requestKindWords[row.kind]} · {row.reason}
                  </span>
                </button>
              </td>
              <td className={`${tableStyles.shrink} ${styles.column}`}>{row.requestedBy ?? requestText.system}</td>
              <td className={tableStyles.shrink}>
                <RequestState row={row} />
              </td>
              <td className={`${tableStyles.shrink} ${tableStyles.number} ${styles.column}`}>
                <RelativeTime at={row.closedAt ?? row.createdAt} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Open with what it waits for, or how it ended. */
function RequestState({ row }: { readonly row: ChangeRequest }) {
  const { email } = useSession().user;
  if (row.state !== "open") {
    return (
      <span className={styles.state} data-state={row.state}>
        {requestStateWords[row.state]}
      </span>
    );
  }
  const until = row.notBefore ?? row.expiresAt;
  const label = row.notBefore === null ? "Expires" : "Takes effect by itself";
  const isApprovedByMe = row.approvedBy.includes(email);
  return (
    <span className={styles.state} data-state={isApprovedByMe ? "mine" : "open"}>
      {row.needs > 1 && <span className={styles.words}>{approvalsLine(row, isApprovedByMe)}</span>}
      <span className={styles.words}>{row.notBefore === null ? "waits, expires in" : "takes effect in"}</span>
      <TimeLeft until={until} ofMs={Date.parse(until) - Date.parse(row.createdAt)} label={label} />
    </span>
  );
}
