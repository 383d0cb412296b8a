/** How long something may take before it says that it is at work. */
const quietMs = 2_000;

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;

/** Runs `work`; what takes longer than two seconds shows a line with the time that has passed. */
export async function withProgress<Result>(label: string, work: () => Promise<Result>): Promise<Result> {
  const startedMs = performance.now();
  const elapsed = () => seconds(performance.now() - startedMs);
  const onTerminal = process.stdout.isTTY === true;
  let shown = false;
  const show = () => {
    shown = true;
    process.stdout.write(onTerminal ? `\r${label} ... ${elapsed()} ` : `${label} ... ${elapsed()}\n`);
  };
  const first = setTimeout(show, quietMs);
  const ticker = setInterval(show, onTerminal ? 1_000 : 15_000);
  try {
    return await work();
  } finally {
    clearTimeout(first);
    clearInterval(ticker);
    if (shown) process.stdout.write(`${onTerminal ? "\r" : ""}${label}: done in ${elapsed()}\n`);
  }
}
