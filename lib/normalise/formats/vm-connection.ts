import { classUid } from "../../event/classes.ts";
import type { JsonFormat } from "../format.ts";
import { address, lower, number, text } from "../json-record.ts";
import { anyTime } from "../time/epoch-time.ts";

/** Azure VM insights: the connections of a machine's process in one minute. */
export const vmConnection: JsonFormat = {
  name: "vm-connection",
  needs: "an Azure VMConnection record: TimeGenerated, SourceIp, DestinationIp and BytesSent",
  recognise: (record) =>
    record.TimeGenerated !== undefined &&
    typeof record.SourceIp === "string" &&
    typeof record.DestinationIp === "string" &&
    record.BytesSent !== undefined,
  read(record, event, context) {
    event.time = anyTime(record.TimeGenerated, context.zone);
    event.classUid = classUid.network;
    event.activityId = 6;
    event.host = text(record, "Computer");
    event.process = text(record, "ProcessName");
    event.srcIp = address(record, "SourceIp");
    event.dstIp = address(record, "DestinationIp");
    event.dstPort = number(record, "DestinationPort");
    event.protocol = lower(record, "Protocol");
    event.action = text(record, "Direction");
    // Sent and received are the machine's; the event's are the initiator's.
    const inbound = event.action === "inbound";
    event.bytesOut = number(record, inbound ? "BytesReceived" : "BytesSent");
    event.bytesIn = number(record, inbound ? "BytesSent" : "BytesReceived");
    event.durationMs = number(record, "ResponseTimeMax");
    return null;
  },
};
