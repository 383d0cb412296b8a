import { type ListedFile, listFiles } from "./list-files.ts";
import { type Member, openMembers } from "./open-members.ts";
import type { ReadApi } from "./read-api.ts";
import { type SendPlan, sendMember } from "./send-member.ts";
import type { Progress } from "./show-progress.ts";
import type { FileTally } from "./tally.ts";

/** One log that was sent, with the span of server time in which it was received. */
export interface ReplayedFile {
  readonly tally: FileTally;
  readonly from: string | null;
  readonly to: string | null;
}

export interface ReplayedFiles {
  readonly files: readonly ReplayedFile[];
  readonly skipped: readonly { readonly name: string; readonly why: string }[];
  /** Files that could not be read to their end. */
  readonly broken: readonly { readonly name: string; readonly why: string }[];
}

interface Shell {
  readonly api: ReadApi;
  readonly progress: Progress;
  readonly plan: Omit<SendPlan, "onSent" | "onWait">;
}

/** Sends all logs under a path, one after the other, and says what it leaves out. */
export async function replayFiles(path: string, shell: Shell): Promise<ReplayedFiles> {
  const listed = await listFiles(path);
  const files: ReplayedFile[] = [];
  const skipped: Named[] = [];
  const broken: Named[] = [];
  const result = { files, skipped, broken };
  const totalBytes = listed.reduce((sum, file) => sum + (file.skipped === null ? file.bytes : 0), 0);
  let doneBytes = 0;
  for (const file of listed) {
    if (file.skipped !== null) {
      leaveOut(result.skipped, file.name, file.skipped, shell.progress);
      continue;
    }
    const share = { before: doneBytes / totalBytes, own: file.bytes / totalBytes };
    await replayFile(file, share, shell, result).catch((error: unknown) => {
      const why = error instanceof Error ? error.message : String(error);
      result.broken.push({ name: file.name, why });
      shell.progress.line(`${file.name}: cannot be read: ${why}`);
    });
    doneBytes += file.bytes;
  }
  return result;
}

interface Named {
  readonly name: string;
  readonly why: string;
}

interface Share {
  readonly before: number;
  readonly own: number;
}

interface Results {
  readonly files: ReplayedFile[];
  readonly skipped: Named[];
}

async function replayFile(file: ListedFile, share: Share, shell: Shell, result: Results): Promise<void> {
  for await (const member of openMembers(file.path)) {
    const name = member.name === null ? file.name : `${file.name} > ${member.name}`;
    if (member.skipped !== null) leaveOut(result.skipped, name, member.skipped, shell.progress);
    else if (!shell.plan.signal.aborted) {
      // The number tells logs apart whose names are the same in the part that a header has room for.
      const plan = { ...shell.plan, run: `${shell.plan.run}-${result.files.length + 1}` };
      result.files.push(await replayMember(name, member, share, { ...shell, plan }));
    }
  }
}

async function replayMember(name: string, member: Member, share: Share, shell: Shell): Promise<ReplayedFile> {
  const { api, progress, plan } = shell;
  const from = (await api.ledger())?.asOf ?? null;
  let sent = 0;
  const tally = await sendMember(name, member.chunks, {
    ...plan,
    onSent(records) {
      sent += records;
      // How much is still to come is unknown while unpacking: the bar creeps within a file and is right between files.
      progress.update(share.before + share.own * (1 - Math.exp(-sent / 20_000)), `${name}: ${sent} sent`);
    },
    onWait: (text) => progress.update(share.before, `${name}: ${text}`),
  });
  const to = (await api.ledger())?.asOf ?? null;
  progress.line(fileLine(tally));
  for (const { reason, count, places } of tally.reasons.slice(0, 5)) {
    progress.line(`    ${count} x ${reason} (first at ${places.join(", ")})`);
  }
  return { tally, from, to };
}

export function fileLine(tally: FileTally): string {
  const extra = [
    tally.unreadable > 0 ? `, ${tally.unreadable} unreadable` : "",
    tally.notSent > 0 ? `, ${tally.notSent} NOT SENT` : "",
  ].join("");
  return `${tally.name}: ${tally.sent} sent, ${tally.accepted} accepted, ${tally.rejected} rejected, ${tally.duplicates} duplicates${extra}`;
}

function leaveOut(skipped: Named[], name: string, why: string, progress: Progress): void {
  skipped.push({ name, why });
  progress.line(`${name}: left out (${why})`);
}
