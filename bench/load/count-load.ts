import { quantile } from "../support/quantile.ts";
import type { LoadCounts } from "./load-contract.ts";

/** Counts of a load as they grow. */
export interface LoadCounter {
  sent(records: number, bytes: number): void;
  answered(answer: { accepted: number; duplicates: number; rejected: number }, latencyMs: number): void;
  postponed(): void;
  broken(): void;
  refused(reason: string): void;
  reason(text: string): void;
  behind(ms: number): void;
  /** The counts since the last call. */
  take(): LoadCounts;
}

const reasonLimit = 10;

export function createLoadCounter(): LoadCounter {
  let totals = emptyTotals();
  let latencies: number[] = [];
  let startedMs = performance.now();
  let startedCpu = process.cpuUsage();
  const addReason = (text: string) => {
    if (totals.reasons.length < reasonLimit && !totals.reasons.includes(text)) totals.reasons.push(text);
  };
  return {
    sent(records, bytes) {
      totals.requests += 1;
      totals.sent += records;
      totals.bytes += bytes;
    },
    answered(answer, latencyMs) {
      totals.accepted += answer.accepted;
      totals.duplicates += answer.duplicates;
      totals.rejected += answer.rejected;
      latencies.push(latencyMs);
    },
    postponed() {
      totals.postponed += 1;
    },
    broken() {
      totals.broken += 1;
    },
    refused(text) {
      totals.refused += 1;
      addReason(text);
    },
    reason: addReason,
    behind(ms) {
      totals.worstBacklogMs = Math.max(totals.worstBacklogMs, ms);
    },
    take() {
      const cpu = process.cpuUsage(startedCpu);
      const sorted = Float64Array.from(latencies).sort();
      const at = (share: number) => (sorted.length === 0 ? 0 : quantile(sorted, share));
      const counts = {
        ...totals,
        seconds: (performance.now() - startedMs) / 1000,
        p50Ms: at(0.5),
        p95Ms: at(0.95),
        p99Ms: at(0.99),
        maxMs: at(1),
        cpuSeconds: (cpu.user + cpu.system) / 1e6,
      };
      totals = emptyTotals();
      latencies = [];
      startedMs = performance.now();
      startedCpu = process.cpuUsage();
      return counts;
    },
  };
}

function emptyTotals() {
  const reasons: string[] = [];
  return {
    requests: 0,
    sent: 0,
    accepted: 0,
    duplicates: 0,
    rejected: 0,
    postponed: 0,
    broken: 0,
    refused: 0,
    reasons,
    bytes: 0,
    worstBacklogMs: 0,
  };
}
