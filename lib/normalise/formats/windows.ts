import type { JsonFormat, LineFormat } from "../format.ts";
import { isLinuxSysmon, readLinuxSysmon } from "../windows/linux-sysmon.ts";
import { readWindows } from "../windows/read-windows.ts";
import { isWindowsRecord, windowsRecord, windowsRecordId, windowsTime } from "../windows/windows-record.ts";

/** Windows events as JSON: NXLog, Winlogbeat (also flattened), Azure's tables, and XML turned into JSON. */
export const windows: JsonFormat = {
  name: "windows.json",
  needs: "a Windows event as JSON: EventID with Channel, Computer or Hostname; or winlog.event_id; or Event.System",
  recognise: isWindowsRecord,
  read(record, event, context) {
    const found = windowsRecord(record);
    if (Number.isNaN(found.id)) return "The Windows event has no numeric EventID.";
    event.time = windowsTime(found, context.zone);
    event.recordId = windowsRecordId(found, event.time);
    readWindows(found, event);
    return null;
  },
};

/** Windows events as XML, one a line. */
export const windowsXml: LineFormat = {
  name: "windows.xml",
  needs: "a Windows event as XML on one line: <Event>…</Event>",
  recognise: isLinuxSysmon,
  read: (line, event) => (readLinuxSysmon(line, event) ? null : "The XML event has no EventID."),
};
