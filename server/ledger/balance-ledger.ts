import type { StreamName } from "../../lib/contracts/common.ts";
import type { Ledger, LedgerCounts } from "../../lib/contracts/ledger.ts";
import { addCounts } from "../../lib/contracts/ledger-sums.ts";
import type { LedgerReading } from "./ledger-counts.ts";

function countsOf(reading: LedgerReading, source: number): LedgerCounts {
  const intake = reading.intake.get(source);
  return {
    received: intake?.total ?? 0,
    rejected: intake?.rejected ?? 0,
    duplicate: intake?.duplicate ?? 0,
    accepted: intake?.accepted ?? 0,
    scored: reading.scored.get(source) ?? 0,
    waiting: reading.waiting.get(source) ?? 0,
    deadLettered: reading.deadLettered.get(source) ?? 0,
    expired: reading.expired.get(source) ?? 0,
  };
}

/** What does not add up in these counts, in words. */
export function differencesIn(name: string, counts: LedgerCounts): string[] {
  const found: string[] = [];
  const { received, rejected, duplicate, accepted, scored, waiting, deadLettered, expired } = counts;
  const answered = rejected + duplicate + accepted;
  if (received !== answered) {
    found.push(
      `${name}: ${received} received, but ${rejected} rejected + ${duplicate} duplicate + ${accepted} accepted = ${answered}.`,
    );
  }
  const kept = scored + waiting + deadLettered + expired;
  if (accepted !== kept) {
    const missing = accepted - kept;
    const verdict = missing > 0 ? `${missing} missing` : `${-missing} too many`;
    found.push(
      `${name}: ${accepted} accepted, but ${scored} scored + ${waiting} waiting + ${deadLettered} dead-lettered + ${expired} expired = ${kept} (${verdict}).`,
    );
  }
  return found;
}

/** What the log itself says against the counts of the whole stream. */
function differencesWithLog({ head, position, whole }: LedgerReading, totals: LedgerCounts): string[] {
  const found: string[] = [];
  if (!whole) return found;
  if (totals.accepted !== head) {
    found.push(`Log: ${head} offsets were given out, but ${totals.accepted} records were counted as accepted.`);
  }
  if (totals.waiting !== head - position) {
    found.push(`Log: ${head - position} offsets wait to be scored, but its blocks hold ${totals.waiting} of them.`);
  }
  return found;
}

/** Puts the two sides of the ledger beside each other. */
export function balanceLedger(stream: StreamName, reading: LedgerReading): Ledger {
  const ids = new Set<number>();
  const { names, intake, expired, scored, waiting, deadLettered } = reading;
  for (const counts of [names, intake, expired, scored, waiting, deadLettered]) {
    for (const id of counts.keys()) ids.add(id);
  }
  const sources = [...ids]
    .sort((a, b) => a - b)
    .map((id) => {
      const { name, format } = names.get(id) ?? { name: `source ${id}`, format: "unknown" };
      return { id, name, format, ...countsOf(reading, id) };
    });
  const totals = addCounts(sources);
  const differences = [
    ...sources.flatMap((source) => differencesIn(`${source.name} (${source.format})`, source)),
    ...differencesWithLog(reading, totals),
  ];
  const { head, position, lagMs } = reading;
  const asOf = reading.asOf.toISOString();
  return { stream, asOf, balanced: differences.length === 0, differences, totals, head, position, lagMs, sources };
}
