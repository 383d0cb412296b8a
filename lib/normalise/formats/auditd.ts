import type { LineFormat } from "../format.ts";
import { auditKind, readAudit } from "../syslog/audit.ts";

/** Seconds since 1970 of `audit(1604996384.965:93777)`, in ms. */
function auditTime(text: string): number {
  const at = text.indexOf("audit(");
  const end = text.indexOf(":", at);
  return at < 0 || end < 0 ? Number.NaN : Number(text.slice(at + 6, end)) * 1000;
}

/** Lines of /var/log/audit/audit.log. */
export const auditd: LineFormat = {
  name: "auditd",
  needs: "a line of the Linux audit log: type=KIND msg=audit(seconds:serial): …",
  recognise: (line) => auditKind(line) !== null,
  read(line, event) {
    event.time = auditTime(line);
    if (Number.isNaN(event.time)) return "The audit record has no time: expected msg=audit(seconds:serial).";
    return readAudit(line, event) ? null : "The audit record names no type.";
  },
};
