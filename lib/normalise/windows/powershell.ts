import { classUid, statusId } from "../../event/classes.ts";
import type { SecurityEvent } from "../../event/security-event.ts";
import { type JsonRecord, text } from "../json-record.ts";
import { accountName } from "./accounts.ts";

/** Text between two marks, trimmed; null where the first is absent or nothing follows. */
function between(source: string | null, start: string, end: string): string | null {
  const at = source?.indexOf(start) ?? -1;
  if (source === null || at < 0) return null;
  const from = at + start.length;
  const to = source.indexOf(end, from);
  return source.slice(from, to < 0 ? source.length : to).trim() || null;
}

/** Path of the program that a command line starts. */
function programOf(commandLine: string | null): string | null {
  return /^"?([^"\n]{1,300}?\.exe)\b/i.exec(commandLine ?? "")?.[1] ?? null;
}

const names: ReadonlyMap<number, string> = new Map([
  [400, "Engine started"],
  [403, "Engine stopped"],
  [600, "Provider started"],
  [800, "Pipeline executed"],
  [4100, "Command failed"],
  [4103, "Command invoked"],
  [4104, "Script block"],
]);

/** PowerShell's two logs: what ran, as text, and who ran it. */
export function readPowerShell(id: number, data: JsonRecord, message: string | null, event: SecurityEvent): void {
  const context = text(data, "ContextInfo") ?? message;
  event.classUid = classUid.script;
  event.activityId = 1;
  event.action = names.get(id) ?? "PowerShell";
  event.statusId = id === 4100 ? statusId.failure : statusId.unknown;
  event.user = accountName(
    between(context, "User = ", "\n") ?? between(message, "UserId=", "\n") ?? text(data, "AccountName"),
  );
  event.process = programOf(
    between(context, "Host Application = ", "\n") ?? between(message, "HostApplication=", "\n"),
  );
  event.commandLine =
    text(data, "ScriptBlockText") ??
    text(data, "Payload") ??
    between(message, "for command line: ", "Context Information") ??
    between(message, "HostApplication=", "\n");
  event.object =
    text(data, "Path") ?? between(context, "Script Name = ", "\n") ?? between(message, "ScriptName=", "\n");
}
