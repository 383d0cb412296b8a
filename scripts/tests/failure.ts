/** Something that failed in a test run, named so that it can be run again, and what it said. */
export interface Failure {
  readonly what: string;
  readonly reason: string;
}

const linesShown = 14;

/** The failures in full view at the end of a run: what is printed earlier may be thousands of lines away, or cut off. */
export function describeFailures(failures: readonly Failure[]): string {
  return failures
    .map(({ what, reason }) => {
      const lines = reason.trim().split("\n");
      const shown = lines.slice(0, linesShown).map((line) => `    ${line}`);
      const rest = lines.length - shown.length;
      return [`FAILED ${what}`, ...shown, ...(rest > 0 ? [`    ... and ${rest} more lines, above`] : [])].join("\n");
    })
    .join("\n\n");
}
