import type { SecurityEvent } from "../../event/security-event.ts";
import { isoTime } from "../time/iso-time.ts";
import { attribute, dataElements, element } from "./event-xml.ts";
import { readWindows } from "./read-windows.ts";
import { type WindowsRecord, windowsRecordId, windowsTime } from "./windows-record.ts";

/** Whether the text is a Windows event as XML, as Sysmon for Linux writes it to syslog. */
export function isLinuxSysmon(message: string): boolean {
  return message.startsWith("<Event>") || message.startsWith("<Event ");
}

/** Reads an event as XML; false if it has no EventID. */
export function readLinuxSysmon(xml: string, event: SecurityEvent): boolean {
  const id = Number(element(xml, "EventID") ?? /<EventID [^>]*>(\d+)</.exec(xml)?.[1] ?? Number.NaN);
  if (Number.isNaN(id)) return false;
  const systemTime = attribute(xml, "SystemTime");
  const record: WindowsRecord = {
    id,
    channel: element(xml, "Channel")?.toLowerCase() ?? "",
    provider: /<Provider Name=["']([^"']*)/.exec(xml)?.[1] ?? "",
    host: element(xml, "Computer"),
    recordNumber: element(xml, "EventRecordID"),
    header: { TimeCreated: systemTime, Keywords: element(xml, "Keywords") },
    data: dataElements(xml),
  };
  const time = windowsTime(record, () => 0);
  event.time = Number.isNaN(time) && systemTime !== null ? isoTime(systemTime, () => 0) : time;
  event.recordId = windowsRecordId(record, event.time);
  readWindows(record, event);
  return true;
}
