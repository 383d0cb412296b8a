const barWidth = 28;

/** What is shown while a replay runs: a bar on a terminal, nothing but whole lines elsewhere. */
export interface Progress {
  /** `share` of all bytes is done (0-1). */
  update(share: number, text: string): void;
  /** A line that stays. */
  line(text: string): void;
  /** Takes the bar away. */
  clear(): void;
}

export function createProgress(output: NodeJS.WriteStream, isQuiet: boolean): Progress {
  const hasBar = output.isTTY === true && !isQuiet;
  let shownMs = Number.NEGATIVE_INFINITY;
  const clear = () => {
    if (hasBar) output.write("\r\x1b[K");
  };
  return {
    clear,
    update(share, text) {
      // Ten times a second is as much as anyone can read.
      if (!hasBar || performance.now() - shownMs < 100) return;
      shownMs = performance.now();
      output.write(`\r\x1b[K${barOf(share)} ${text}`.slice(0, (output.columns ?? 100) + 4));
    },
    line(text) {
      clear();
      if (!isQuiet) output.write(`${text}\n`);
    },
  };
}

function barOf(share: number): string {
  const bounded = Math.min(1, Math.max(0, share));
  const full = Math.round(bounded * barWidth);
  return `[${"#".repeat(full)}${"-".repeat(barWidth - full)}] ${String(Math.floor(bounded * 100)).padStart(3)} %`;
}
