import { classUid, eventClasses, familyOf } from "./classes.ts";
import type { SecurityEvent } from "./security-event.ts";

type Json = Readonly<Record<string, unknown>>;

/** The record that an event was read from. */
export interface OriginalRecord {
  /** Its text, as far as it is text. */
  readonly text: string;
  /** Name of the format it was read as. */
  readonly format: string;
}

/** The object without its empty members (null, NaN, and objects with nothing in them); null if nothing is left. */
function compact(members: Json): Json | null {
  const kept = Object.entries(members).filter(([, value]) => value !== null && !Number.isNaN(value));
  return kept.length === 0 ? null : Object.fromEntries(kept);
}

/** `algorithm:hex` as OCSF's hashes. */
function hashes(hash: string | null): readonly Json[] | null {
  if (hash === null) return null;
  const colon = hash.indexOf(":");
  return [{ algorithm: hash.slice(0, colon).toUpperCase(), value: hash.slice(colon + 1) }];
}

function actor(event: SecurityEvent): Json {
  const process = compact({ name: event.process, cmd_line: event.commandLine });
  const parent = compact({ name: event.parentProcess });
  const launches = event.classUid === classUid.process;
  return {
    actor: compact({
      user: compact({ name: event.user }),
      process: launches ? parent : compact({ ...process, parent_process: parent }),
    }),
    process: launches ? process : null,
    user: compact({ name: event.targetUser }),
  };
}

function endpoints(event: SecurityEvent): Json {
  return {
    device: compact({ hostname: event.host }),
    src_endpoint: compact({ ip: event.srcIp, port: event.srcPort }),
    dst_endpoint: compact({ ip: event.dstIp, port: event.dstPort, hostname: event.dstName }),
    connection_info: compact({ protocol_name: event.protocol }),
    traffic: compact({ bytes_in: event.bytesIn, bytes_out: event.bytesOut }),
    duration: event.durationMs,
  };
}

/** What was acted upon, under the name that the class gives it. */
function subject(event: SecurityEvent): Json {
  const family = familyOf(event.classUid);
  const isRegistry = event.classUid === classUid.registryKey || event.classUid === classUid.registryValue;
  const isFile = family === "file" && !isRegistry;
  return {
    file:
      isFile || event.hash !== null
        ? compact({ path: isFile ? event.object : null, hashes: hashes(event.hash) })
        : null,
    reg_key: isRegistry ? compact({ path: event.object }) : null,
    resources: isFile || isRegistry || event.object === null ? null : [{ name: event.object }],
  };
}

function content(event: SecurityEvent): Json {
  const method = familyOf(event.classUid) === "http" ? event.action : null;
  return {
    http_request: compact({
      http_method: method,
      url: compact({ url_string: event.url }),
      user_agent: event.userAgent,
    }),
    query: compact({ hostname: event.dnsQuery }),
    email: compact({
      from: event.mailFrom,
      to: event.mailTo === null ? null : event.mailTo.split(", "),
      subject: event.subject,
      files: event.attachment === null ? null : event.attachment.split(", ").map((name) => ({ name })),
    }),
    api: event.cloudService === null ? null : { operation: event.action, service: { name: event.cloudService } },
    cloud: compact({ region: event.region }),
    finding_info: compact({ title: event.findingTitle }),
    attacks: event.technique === null ? null : [{ technique: { uid: event.technique } }],
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Members of the original that the event does not name: those whose value none of its fields holds. */
function unmapped(event: SecurityEvent, original: OriginalRecord): Json | null {
  const record = original.text.trimStart().startsWith("{") ? parsed(original.text) : null;
  if (typeof record !== "object" || record === null) return null;
  const named = new Set<unknown>(Object.values(event));
  // fromEntries defines own properties: a member called __proto__ stays one.
  return Object.fromEntries(Object.entries(record).filter(([, value]) => !named.has(value)));
}

/**
 * The event as nested OCSF JSON. What Tideline does not name is under `unmapped`, and the whole record under `raw_data`,
 * so that nothing a source sent is lost: not even numbers beyond 2^53, which only the text still has right.
 */
export function toOcsf(event: SecurityEvent, original: OriginalRecord): Json {
  const name = eventClasses[event.classUid]?.name ?? "Base Event";
  const members = compact({
    class_uid: event.classUid,
    class_name: name,
    category_uid: Math.floor((event.classUid % 100_000) / 1000),
    activity_id: event.activityId,
    type_uid: event.classUid * 100 + event.activityId,
    status_id: event.statusId,
    severity_id: event.severityId,
    time: event.time,
    count: event.count,
    message: event.message,
    status_code: event.resultCode,
    action: event.action,
    metadata: compact({ version: "1.6.0", log_name: original.format, uid: event.recordId }),
    ...actor(event),
    ...endpoints(event),
    ...subject(event),
    ...content(event),
    unmapped: unmapped(event, original),
    raw_data: original.text,
  });
  return members ?? {};
}
