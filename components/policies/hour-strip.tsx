import type { Consequences } from "../../lib/contracts/policy-preview.ts";
import { formatDateTime } from "../display/format.ts";
import styles from "./consequences.module.css";
import { policiesSentences, policiesText } from "./policies-text.ts";

const hourMs = 3_600_000;
/** More columns than this cannot be told apart. */
const mostColumns = 48;

interface Column {
  readonly start: number;
  notify: number;
  approve: number;
  auto: number;
}

/** The hours in as many columns of equal length as can be told apart. */
function columnsOf(hours: Consequences["hours"], from: number, to: number): Column[] {
  const first = Math.floor(from / hourMs);
  const all = Math.max(1, Math.ceil(to / hourMs) - first);
  const each = Math.ceil(all / mostColumns);
  const columns: Column[] = Array.from({ length: Math.ceil(all / each) }, (_, i) => ({
    start: (first + i * each) * hourMs,
    notify: 0,
    approve: 0,
    auto: 0,
  }));
  for (const { start, notify, approve, auto } of hours) {
    const column = columns[Math.floor((start / hourMs - first) / each)];
    if (column === undefined) continue;
    column.notify += notify;
    column.approve += approve;
    column.auto += auto;
  }
  return columns;
}

interface HourStripProps {
  readonly hours: Consequences["hours"];
  readonly from: number;
  readonly to: number;
}

/** When it would have happened: events by the band they reached, stacked. */
export function HourStrip({ hours, from, to }: HourStripProps) {
  const columns = columnsOf(hours, from, to);
  const most = Math.max(1, ...columns.map(({ notify, approve, auto }) => notify + approve + auto));
  return (
    <section className={styles.part}>
      <h3>{policiesText.byHour}</h3>
      <ol className={styles.strip}>
        {columns.map(({ start, notify, approve, auto }) => (
          <li
            key={start}
            title={policiesSentences.ofHour(formatDateTime(start), { notify, approve, auto })}
            aria-label={policiesSentences.ofHour(formatDateTime(start), { notify, approve, auto })}
          >
            {[
              ["auto", auto],
              ["approve", approve],
              ["notify", notify],
            ].map(([band, count]) => (
              <span key={band} data-band={band} style={{ height: `${(Number(count) / most) * 100}%` }} />
            ))}
          </li>
        ))}
      </ol>
    </section>
  );
}
