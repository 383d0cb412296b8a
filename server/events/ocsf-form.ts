import { eventClasses } from "../../lib/event/classes.ts";
import type { EventColumns } from "../../lib/event/columns.ts";

const ocsfVersion = "1.6.0";

type Form = Record<string, unknown>;

/** The object without what is missing; undefined if nothing is left. */
function present(fields: Form): Form | undefined {
  const known = Object.entries(fields).filter(([, value]) => value !== undefined);
  return known.length === 0 ? undefined : Object.fromEntries(known);
}

/** The record's own fields, where it is a JSON object: what we do not name must not be lost. */
function unmappedOf(text: string | null): Form {
  if (text === null) return {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== "object" || parsed === null) return { value: parsed };
    return Object.fromEntries(Object.entries(parsed));
  } catch {
    return { line: text };
  }
}

/** Readers of one row: undefined where the value is missing. */
function cellsOf(columns: EventColumns, row: number) {
  return {
    text: (column: Uint32Array) => columns.strings[column[row] ?? 0] || undefined,
    number: (column: Float64Array | Int32Array | Uint8Array | Uint16Array) => {
      const value = column[row];
      return value === undefined || Number.isNaN(value) || value < 0 ? undefined : value;
    },
  };
}

/** The event in OCSF's names, as Tideline understood it when it came in; the rest of the record under `unmapped`. */
export function ocsfForm(columns: EventColumns, row: number, original: string | null): Form {
  const { text, number } = cellsOf(columns, row);
  const classUid = number(columns.classUid) ?? 0;
  const activityId = number(columns.activityId) ?? 0;
  const technique = text(columns.technique);
  const process = present({
    name: text(columns.process),
    parent_process: present({ name: text(columns.parentProcess) }),
  });
  const form = present({
    class_uid: classUid,
    class_name: eventClasses[classUid]?.name,
    activity_id: activityId,
    type_uid: classUid * 100 + activityId,
    status_id: number(columns.statusId),
    status_code: text(columns.resultCode),
    severity_id: number(columns.severityId),
    time: number(columns.time),
    count: number(columns.count),
    message: text(columns.summary),
    metadata: present({
      version: ocsfVersion,
      log_format: text(columns.format),
      logged_time: number(columns.received),
    }),
    actor: present({ user: present({ name: text(columns.user) }), process }),
    user: present({ name: text(columns.targetUser) }),
    device: present({ hostname: text(columns.host) }),
    src_endpoint: present({ ip: text(columns.src), port: number(columns.srcPort) }),
    dst_endpoint: present({ ip: text(columns.dst), port: number(columns.dstPort), hostname: text(columns.dstName) }),
    traffic: present({ bytes_in: number(columns.bytesIn), bytes_out: number(columns.bytesOut) }),
    duration: number(columns.durationMs),
    api: present({ operation: text(columns.action) }),
    resource: present({ name: text(columns.object) }),
    finding_info: present({ title: text(columns.findingTitle) }),
    attacks: technique === undefined ? undefined : [{ technique: { uid: technique } }],
  });
  return { ...form, unmapped: unmappedOf(original) };
}
