import { classUid, statusId } from "../../event/classes.ts";
import { number, text } from "../json-record.ts";
import { zeekFormat, zeekId } from "./zeek-record.ts";

/** Connection states in which both sides spoke, and those in which one refused or never answered. */
const spoke = new Set(["SF", "S1", "S2", "S3", "RSTO", "RSTR"]);
const failed = new Set(["S0", "REJ", "RSTOS0", "RSTRH", "SH", "SHR"]);

/** OCSF network activities. */
const traffic = 6;
const failedToOpen = 4;

/** conn.log: one line a connection, written when it ends. */
export const zeekConn = zeekFormat("conn", (record, event) => {
  const state = text(record, "conn_state");
  event.classUid = classUid.network;
  event.resultCode = state;
  if (state !== null && spoke.has(state)) event.statusId = statusId.success;
  // A datagram that nobody answers has not failed: broadcasts never are answered.
  else if (state !== null && failed.has(state) && event.protocol !== "udp") event.statusId = statusId.failure;
  event.activityId = event.statusId === statusId.failure ? failedToOpen : traffic;
  event.action = text(record, "service");
  event.bytesOut = number(record, "orig_bytes");
  event.bytesIn = number(record, "resp_bytes");
  event.durationMs = number(record, "duration") * 1000;
  event.recordId = zeekId(record, "conn", "uid");
  return null;
});
