"use client";

import { Button } from "@mantine/core";
import type { ApiKeyRow } from "../../lib/contracts/keys.ts";
import type { KeyScope } from "../../lib/contracts/permissions.ts";
import { useNow } from "../display/clock.ts";
import table from "../display/data-table.module.css";
import { formatCount, formatExact } from "../display/format.ts";
import { RelativeTime } from "../display/relative-time.tsx";
import { heldBack } from "./held-back.ts";
import { keyStanding } from "./key-standing.ts";
import styles from "./sources.module.css";
import { keyText, scopeWords, tabWords } from "./sources-text.ts";

interface KeyTableProps {
  readonly rows: readonly ApiKeyRow[];
  readonly onRevoke: (key: ApiKeyRow) => void;
}

const { columns } = keyText;
const figure = `${table.number} ${styles.narrowHides}`;

/** A key a line: what it may do, when and from where it was last used, when it ends. */
export function KeyTable({ rows, onRevoke }: KeyTableProps) {
  return (
    <table className={table.table} aria-label={tabWords.keys}>
      <thead>
        <tr>
          <th scope="col">{columns.name}</th>
          <th scope="col" className={styles.narrowHides}>
            {columns.prefix}
          </th>
          <th scope="col" className={styles.narrowHides}>
            {columns.stream}
          </th>
          <th scope="col" className={styles.narrowHides}>
            {columns.scopes}
          </th>
          <th scope="col" className={figure}>
            {columns.limit}
          </th>
          <th scope="col" className={figure}>
            {columns.used}
          </th>
          <th scope="col" className={figure}>
            {columns.expires}
          </th>
          <th scope="col" className={figure}>
            {columns.made}
          </th>
          <th scope="col">
            <span className="sr-only">{columns.actions}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((key) => (
          <KeyLine key={key.id} apiKey={key} onRevoke={onRevoke} />
        ))}
      </tbody>
    </table>
  );
}

function KeyLine({ apiKey, onRevoke }: { readonly apiKey: ApiKeyRow; readonly onRevoke: (key: ApiKeyRow) => void }) {
  const now = useNow();
  const standing = keyStanding(apiKey, now);
  const works = standing === "active" || standing === "soon";
  return (
    <tr className={works ? undefined : styles.ended}>
      <th scope="row">
        <div className={styles.name}>
          {apiKey.name}
          {apiKey.loopbackOnly && <span className={styles.format}>{keyText.loopback}</span>}
        </div>
      </th>
      <td className={styles.narrowHides}>
        <span className={styles.mono}>{apiKey.prefix}…</span>
      </td>
      <td className={styles.narrowHides}>{apiKey.stream}</td>
      <td className={styles.narrowHides}>
        <Scopes apiKey={apiKey} />
      </td>
      <td className={figure} title={`${formatCount(apiKey.recordsPerSecond)} ${keyText.perSecond}`}>
        {formatCount(apiKey.recordsPerSecond)}/s
      </td>
      <td className={figure}>
        {apiKey.lastUsedAt === null ? (
          <span className={styles.faint}>{keyText.never}</span>
        ) : (
          <>
            <RelativeTime at={apiKey.lastUsedAt} /> <span className={styles.faint}>{apiKey.lastUsedAddress}</span>
          </>
        )}
      </td>
      <td className={figure}>
        <Ending apiKey={apiKey} standing={standing} nowMs={now} />
      </td>
      <td className={figure} title={apiKey.createdBy}>
        <RelativeTime at={apiKey.createdAt} />
      </td>
      <td className={table.number}>
        {works && (
          <Button
            size="compact-xs"
            variant="default"
            aria-label={`${keyText.revoke} ${apiKey.name}`}
            onClick={() => onRevoke(apiKey)}
          >
            {keyText.revoke}
          </Button>
        )}
      </td>
    </tr>
  );
}

function Scopes({ apiKey: { scopes, maker, createdBy } }: { readonly apiKey: ApiKeyRow }) {
  const withheld = heldBack({ scopes, maker });
  const words = (of: readonly KeyScope[]) => of.map((scope) => scopeWords[scope]).join(", ");
  const given = scopes.filter((scope) => !withheld.includes(scope));
  return (
    <>
      {words(given)}
      {withheld.length > 0 && (
        <div className={styles.warn} title={keyText.withheldHint(createdBy)}>
          {keyText.withheld(words(withheld), maker)}
        </div>
      )}
    </>
  );
}

interface EndingProps {
  readonly apiKey: ApiKeyRow;
  readonly standing: ReturnType<typeof keyStanding>;
  readonly nowMs: number;
}

function Ending({ apiKey, standing, nowMs }: EndingProps) {
  if (standing === "revoked") {
    return (
      <>
        {keyText.revoked} {apiKey.revokedAt !== null && <RelativeTime at={apiKey.revokedAt} />}
      </>
    );
  }
  if (apiKey.expiresAt === null) return <span className={styles.faint}>{keyText.noEnd}</span>;
  const at = Date.parse(apiKey.expiresAt);
  const days = Math.ceil((at - nowMs) / 86_400_000);
  return (
    <time dateTime={apiKey.expiresAt} title={formatExact(at)} className={standing === "soon" ? styles.warn : undefined}>
      {standing === "expired" ? `${keyText.expired} ${formatExact(at).slice(0, 10)}` : `in ${days} d`}
    </time>
  );
}
