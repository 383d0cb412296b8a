import { embedded, emptyRecord, firstText, isRecord, type JsonRecord, number, object, text } from "../json-record.ts";
import { isoTime, type ZoneOffset } from "../time/iso-time.ts";
import { dataElements } from "./event-xml.ts";

/** A Windows event, however its exporter laid it out. */
export interface WindowsRecord {
  readonly id: number;
  /** Lower case: exporters write `Security` and `security`. */
  readonly channel: string;
  readonly provider: string;
  readonly host: string | null;
  readonly recordNumber: string | null;
  /** Where time, outcome and severity stand. */
  readonly header: JsonRecord;
  /** The event's own fields. */
  readonly data: JsonRecord;
}

const hostKeys = ["Hostname", "Computer", "computer_name", "MachineName"] as const;
const channelKeys = ["Channel", "EventLog", "LogName"] as const;
const providerKeys = ["SourceName", "EventSourceName", "ProviderName", "Provider", "Source"] as const;

/** Flat exporters (NXLog, Azure's tables, flattened Winlogbeat): header and data share one object. */
function flat(record: JsonRecord): WindowsRecord {
  const inner = record.EventData;
  const added = typeof inner === "string" ? dataElements(inner) : isRecord(inner) ? inner : null;
  return {
    id: number(record, "EventID"),
    channel: firstText(record, channelKeys)?.toLowerCase() ?? "",
    provider: firstText(record, providerKeys) ?? "",
    host: firstText(record, hostKeys),
    recordNumber: firstText(record, ["RecordNumber", "EventRecordID", "RecordID", "RecordId"]),
    header: record,
    data: added === null ? record : { ...record, ...added },
  };
}

/** Winlogbeat: `winlog.event_id`, `winlog.event_data`. */
function winlog(record: JsonRecord): WindowsRecord {
  const inner = object(record, "winlog");
  return {
    id: number(inner, "event_id"),
    channel: text(inner, "channel")?.toLowerCase() ?? "",
    provider: text(inner, "provider_name") ?? "",
    host: text(inner, "computer_name") ?? text(object(record, "host"), "name"),
    recordNumber: text(inner, "record_id"),
    header: { "@timestamp": record["@timestamp"], Keywords: text(inner, "outcome"), Message: record.message },
    data: object(inner, "event_data"),
  };
}

/** Event XML turned into JSON: `Event.System`, `Event.EventData`. */
function fromXmlTree(tree: JsonRecord): WindowsRecord {
  const system = object(tree, "System");
  const id = object(system, "EventID");
  const provider = object(system, "Provider");
  const time = object(system, "TimeCreated");
  return {
    id: isRecord(system.EventID) ? number(id, "#text") : number(system, "EventID"),
    channel: text(system, "Channel")?.toLowerCase() ?? "",
    provider: firstText({ ...provider, ...object(provider, "#attributes") }, ["Name", "@Name"]) ?? "",
    host: text(system, "Computer"),
    recordNumber: text(system, "EventRecordID"),
    header: {
      TimeCreated: firstText({ ...time, ...object(time, "#attributes") }, ["SystemTime", "@SystemTime"]),
      Keywords: system.Keywords,
    },
    data: embedded(tree, "EventData") === emptyRecord ? object(tree, "UserData") : object(tree, "EventData"),
  };
}

/** Whether the record is a Windows event in one of the known layouts. */
export function isWindowsRecord(record: JsonRecord): boolean {
  if (record.EventID !== undefined) {
    return (
      firstText(record, channelKeys) !== null || firstText(record, hostKeys) !== null || record.SourceName !== undefined
    );
  }
  if (isRecord(record.winlog)) return record.winlog.event_id !== undefined;
  return isRecord(record.Event) && isRecord(record.Event.System);
}

export function windowsRecord(record: JsonRecord): WindowsRecord {
  if (record.EventID !== undefined) return flat(record);
  return isRecord(record.winlog) ? winlog(record) : fromXmlTree(object(record, "Event"));
}

const quarterHourMs = 900_000;
const utc = () => 0;

/**
 * NXLog writes EventTime in the machine's local time without its zone, but beside it the moment of receipt twice:
 * local (EventReceivedTime) and, from Logstash, in UTC (@timestamp). Their difference is the zone.
 */
function zonedByReceipt(local: string, header: JsonRecord, zone: ZoneOffset): number {
  const time = isoTime(local, utc);
  const stamp = text(header, "@timestamp");
  const receivedLocal = text(header, "EventReceivedTime");
  const received = stamp === null ? Number.NaN : isoTime(stamp, utc);
  const receipt = receivedLocal === null ? time : isoTime(receivedLocal, utc);
  const offset = Math.round((receipt - received) / quarterHourMs) * quarterHourMs;
  return Math.abs(offset) <= 14 * 3_600_000 ? time - offset : time - zone(time);
}

/** The event's time. Sysmon's own UtcTime is trusted first: some exporters mark local times as UTC. */
export function windowsTime(record: WindowsRecord, zone: ZoneOffset): number {
  const { header, data } = record;
  const utcTime = text(data, "UtcTime");
  if (utcTime !== null && record.provider.includes("Sysmon")) return isoTime(utcTime, utc);
  const eventTime = text(header, "EventTime");
  if (eventTime !== null) {
    return eventTime.length === 19 ? zonedByReceipt(eventTime, header, zone) : isoTime(eventTime, zone);
  }
  return isoTime(firstText(header, ["TimeCreated", "TimeGenerated", "SystemTime", "@timestamp"]) ?? "", zone);
}

/**
 * Id of the record: machine, log and number, and its time, since numbers start over when a log is cleared (which is
 * just when nothing may be taken for a duplicate).
 */
export function windowsRecordId(record: WindowsRecord, time: number): string | null {
  if (record.recordNumber === null || record.host === null || record.channel === "") return null;
  return `windows:${record.host.toLowerCase()}/${record.channel}/${record.recordNumber}@${time}`;
}
