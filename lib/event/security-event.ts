/**
 * One event in the form every part of Tideline works with: the fields of OCSF that scoring, lists and explanations
 * use, laid flat so that all events share one shape (the hot path makes one of these per record and nothing else).
 * The record as received is kept beside it as bytes; what is not named here stays there.
 *
 * Missing is `null` for text, NaN for numbers, and never a made-up value.
 */
export interface SecurityEvent {
  /** OCSF class_uid, see `classUid`. */
  classUid: number;
  /** OCSF activity_id within the class. */
  activityId: number;
  /** OCSF status_id: 0 unknown, 1 success, 2 failure, 99 other. */
  statusId: number;
  /** OCSF severity_id, 0-6, as the source states it. */
  severityId: number;
  /** The event's own time, milliseconds since 1970 UTC; NaN where the record has none. */
  time: number;
  /**
   * How many occurrences this record stands for: 1 as a rule, n for "message repeated n times", 0 for a line that
   * restates an outcome which another line of the same source reports (pam beside sshd's own verdict).
   */
  count: number;
  /**
   * A real id given by the source, prefixed with its kind (`cloudtrail:…`), or null. Only this makes a duplicate;
   * equal content never does.
   */
  recordId: string | null;

  user: string | null;
  targetUser: string | null;
  /** The machine the event was observed on or reports of. */
  host: string | null;
  /** Addresses in canonical form (IPv6 compressed and lower case, IPv4-mapped unwrapped), never a name. */
  srcIp: string | null;
  srcPort: number;
  dstIp: string | null;
  dstPort: number;
  /** Name of the destination: HTTP host, TLS server name, mail domain, remote host name. */
  dstName: string | null;
  protocol: string | null;

  process: string | null;
  parentProcess: string | null;
  commandLine: string | null;
  /** File path, registry key, service, bucket, mailbox item: what was acted upon. */
  object: string | null;
  /** Hash of the object as `algorithm:hex`. */
  hash: string | null;

  /** What was done, in the source's own verb: cloud operation, HTTP method, Windows event name, syslog action. */
  action: string | null;
  /** Result code as the source gives it: HTTP status, DNS rcode, NTSTATUS, cloud error code. */
  resultCode: string | null;

  url: string | null;
  userAgent: string | null;
  dnsQuery: string | null;
  mailFrom: string | null;
  mailTo: string | null;
  subject: string | null;
  attachment: string | null;
  cloudService: string | null;
  region: string | null;

  bytesIn: number;
  bytesOut: number;
  durationMs: number;

  /** Title of a finding that the source itself raised (IDS signature, EDR alert). */
  findingTitle: string | null;
  /** ATT&CK technique id (`T1110.001`), only where the source names it. */
  technique: string | null;
  /** The source's own sentence, for people. */
  message: string | null;
}

/** A fresh event with everything missing. */
export function emptyEvent(): SecurityEvent {
  return {
    classUid: 0,
    activityId: 0,
    statusId: 0,
    severityId: 0,
    time: Number.NaN,
    count: 1,
    recordId: null,
    user: null,
    targetUser: null,
    host: null,
    srcIp: null,
    srcPort: Number.NaN,
    dstIp: null,
    dstPort: Number.NaN,
    dstName: null,
    protocol: null,
    process: null,
    parentProcess: null,
    commandLine: null,
    object: null,
    hash: null,
    action: null,
    resultCode: null,
    url: null,
    userAgent: null,
    dnsQuery: null,
    mailFrom: null,
    mailTo: null,
    subject: null,
    attachment: null,
    cloudService: null,
    region: null,
    bytesIn: Number.NaN,
    bytesOut: Number.NaN,
    durationMs: Number.NaN,
    findingTitle: null,
    technique: null,
    message: null,
  };
}
