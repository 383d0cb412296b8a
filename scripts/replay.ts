import { stateFolder } from "./paths.ts";
import { findInstance } from "./replay/find-instance.ts";
import { parseArguments, type ReplayArguments, usage } from "./replay/parse-arguments.ts";
import { createReadApi } from "./replay/read-api.ts";
import { replayFiles } from "./replay/replay-files.ts";
import { type ReplayReport, reportReplay } from "./replay/report-replay.ts";
import { newRunName } from "./replay/send-member.ts";
import { createProgress } from "./replay/show-progress.ts";
import { totalOf } from "./replay/tally.ts";
import { waitUntilScored } from "./replay/wait-until-scored.ts";

/** How long a batch is tried for while the server is away: a restart or a migration fits in, a mistake in the address ends. */
const patienceMs = 300_000;

async function replay(options: ReplayArguments): Promise<ReplayReport> {
  const { url, key } = options;
  const target = url === null || key === null ? await findInstance(stateFolder()) : { url, key };
  const progress = createProgress(process.stdout, options.json);
  const stop = new AbortController();
  process.once("SIGINT", () => stop.abort());
  process.once("SIGTERM", () => stop.abort());

  const api = createReadApi(target);
  const before = { ledger: await api.ledger(), alerts: await api.alertCount() };
  const startedMs = performance.now();
  const { format, rate, gzip } = options;
  const plan = { target, format, rate, gzip, patienceMs, signal: stop.signal, run: newRunName() };
  const replayed = await replayFiles(options.path, { api, progress, plan });
  const sendSeconds = (performance.now() - startedMs) / 1000;
  const end = options.wait
    ? await waitUntilScored(api, (waiting) => progress.update(1, `${waiting} wait to be scored`))
    : { scored: null, ledger: await api.ledger() };
  const totalSeconds = (performance.now() - startedMs) / 1000;
  progress.clear();
  const alerts = await api.alertCount();
  return {
    run: plan.run,
    url: target.url,
    ...replayed,
    total: totalOf(replayed.files.map((file) => file.tally)),
    classes: await Promise.all(
      replayed.files.map(({ from, to }) =>
        from === null || to === null || !options.wait ? null : api.classes(from, to),
      ),
    ),
    scored: end.scored,
    sendSeconds,
    totalSeconds,
    deadLettered:
      before.ledger === null || end.ledger === null
        ? null
        : end.ledger.totals.deadLettered - before.ledger.totals.deadLettered,
    balanced: end.ledger?.balanced ?? null,
    alerts: before.alerts === null || alerts === null ? null : alerts - before.alerts,
  };
}

async function main(): Promise<number> {
  if (process.argv.slice(2).some((argument) => argument === "--help" || argument === "-h")) {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  const options = parseArguments(process.argv.slice(2));
  const report = await replay(options);
  return reportReplay(report, options.json, (line) => process.stdout.write(`${line}\n`));
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage}\n`);
    process.exitCode = 2;
  },
);
