import type { VerifyReport } from "../../lib/record/verify-record.ts";

const count = (value: number, noun: string) => `${value.toLocaleString("en")} ${noun}${value === 1 ? "" : "s"}`;
const many = { entry: (value: number) => (value === 1 ? "1 entry" : `${value.toLocaleString("en")} entries`) };

/** What the verifier found, in sentences for a person. */
export function describeReport(report: VerifyReport, { keyGiven }: { readonly keyGiven: boolean }): string[] {
  const lines = [`${many.entry(report.entries)} and ${count(report.roots, "signed root")} read.`];
  for (const { line, message } of report.findings) {
    lines.push(`  ${line === null ? "file" : `line ${line}`}: ${message}`);
  }
  const untold = report.findingCount - report.findings.length;
  if (untold > 0) lines.push(`  and ${untold.toLocaleString("en")} more.`);
  if (!report.ok) return [...lines, `NOT INTACT: ${count(report.findingCount, "fault")}.`];
  if (report.hash === null) return [...lines, "INTACT, and empty: nothing was sealed yet."];
  lines.push(`Signed up to entry ${report.sealedTo} at ${report.signedAt} by the key ${report.keyId}.`);
  lines.push(`To be sure later that nothing newer was cut off: --expect ${report.sealedTo}:${report.hash}`);
  if (!keyGiven) {
    lines.push(
      "The key was taken from the file itself: give --key with one that you know, or a forger could have made all of it.",
    );
  }
  return [...lines, "INTACT: nothing was changed, taken out, put in or moved."];
}
