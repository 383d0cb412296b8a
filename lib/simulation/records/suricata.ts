import { isoText } from "../clock-text.ts";
import type { Render } from "../traffic-types.ts";
import type { Connection } from "./zeek.ts";

export interface Signature {
  readonly id: number;
  readonly text: string;
  readonly category: string;
  /** 1 high to 3 low. */
  readonly severity: 1 | 2 | 3;
}

/** An alert of the intrusion detection system, as a line of its EVE log. */
export function signatureMatched(connection: Connection, signature: Signature, appProtocol: string): Render {
  return (time, identifiers) =>
    JSON.stringify({
      timestamp: `${isoText(time).slice(0, 23)}${String(identifiers.microseconds()).padStart(3, "0")}+0000`,
      flow_id: identifiers.integer(1e14, 2e15),
      in_iface: "eth1",
      event_type: "alert",
      src_ip: connection.from,
      src_port: connection.fromPort,
      dest_ip: connection.to,
      dest_port: connection.toPort,
      proto: "TCP",
      alert: {
        action: "allowed",
        gid: 1,
        signature_id: signature.id,
        rev: 3,
        signature: signature.text,
        category: signature.category,
        severity: signature.severity,
      },
      app_proto: appProtocol,
      direction: "to_server",
      flow: {
        pkts_toserver: identifiers.integer(4, 60),
        pkts_toclient: identifiers.integer(3, 80),
        bytes_toserver: identifiers.integer(400, 9_000),
        bytes_toclient: identifiers.integer(300, 90_000),
        start: `${isoText(time - 40).slice(0, 23)}000+0000`,
      },
    });
}
