import type { Identifiers } from "../identifiers.ts";
import type { Render } from "../traffic-types.ts";

/** One connection as the network sensor sees it. The records of one connection share its uid. */
export interface Connection {
  readonly uid: string;
  readonly from: string;
  readonly fromPort: number;
  readonly to: string;
  readonly toPort: number;
}

export interface ConnectionSummary {
  readonly protocol: "tcp" | "udp";
  /** What Zeek recognised in it, null for nothing. */
  readonly service: string | null;
  readonly durationMs: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** SF complete, S0 no answer, REJ refused. */
  readonly state: "SF" | "S0" | "REJ";
}

const histories = { SF: "ShADadFf", S0: "S", REJ: "Sr" } as const;

export function newConnection(identifiers: Identifiers, ends: Omit<Connection, "uid" | "fromPort">): Connection {
  return { uid: identifiers.zeekUid(), fromPort: identifiers.clientPort(), ...ends };
}

/** A line of conn.log: who talked to whom, how long, how much. Bytes and packets are those of the whole connection. */
export function zeekConn(connection: Connection, summary: ConnectionSummary): Render {
  return (time, identifiers) => {
    const bytesOut = Math.round(summary.bytesOut);
    const bytesIn = Math.round(summary.bytesIn);
    const packetsOut = summary.state === "SF" ? 4 + Math.ceil(bytesOut / 1380 + bytesIn / 4000) : 1;
    const packetsIn = summary.state === "SF" ? 3 + Math.ceil(bytesIn / 1380 + bytesOut / 4000) : 0;
    return JSON.stringify({
      ...heading("conn", connection, time, identifiers),
      proto: summary.protocol,
      service: summary.service ?? undefined,
      duration: summary.state === "SF" ? Math.round(summary.durationMs * 1000) / 1e6 : undefined,
      orig_bytes: bytesOut,
      resp_bytes: bytesIn,
      conn_state: summary.state,
      local_orig: isInside(connection.from),
      local_resp: isInside(connection.to),
      missed_bytes: 0,
      history: summary.protocol === "udp" ? "Dd" : histories[summary.state],
      orig_pkts: packetsOut,
      orig_ip_bytes: bytesOut + 40 * packetsOut,
      resp_pkts: packetsIn,
      resp_ip_bytes: bytesIn + 40 * packetsIn,
    });
  };
}

export function zeekDns(connection: Connection, query: string, answers: readonly string[]): Render {
  return (time, identifiers) =>
    JSON.stringify({
      ...heading("dns", connection, time, identifiers),
      proto: "udp",
      trans_id: identifiers.integer(1, 65_535),
      rtt: identifiers.integer(300, 45_000) / 1e6,
      query,
      qclass: 1,
      qclass_name: "C_INTERNET",
      qtype: 1,
      qtype_name: "A",
      rcode: answers.length === 0 ? 3 : 0,
      rcode_name: answers.length === 0 ? "NXDOMAIN" : "NOERROR",
      AA: false,
      TC: false,
      RD: true,
      RA: true,
      Z: 0,
      answers: answers.length === 0 ? undefined : answers,
      TTLs: answers.length === 0 ? undefined : answers.map(() => 300),
      rejected: false,
    });
}

export function zeekSsl(connection: Connection, serverName: string): Render {
  return (time, identifiers) =>
    JSON.stringify({
      ...heading("ssl", connection, time, identifiers),
      version: "TLSv13",
      cipher: "TLS_AES_128_GCM_SHA256",
      curve: "x25519",
      server_name: serverName,
      resumed: false,
      next_protocol: "h2",
      established: true,
      ssl_history: "CsiI",
    });
}

export interface HttpExchange {
  readonly method: "GET" | "POST" | "HEAD";
  readonly host: string;
  readonly uri: string;
  readonly userAgent: string;
  readonly status: number;
  readonly requestBytes: number;
  readonly responseBytes: number;
  readonly mimeType: string;
}

export function zeekHttp(connection: Connection, exchange: HttpExchange): Render {
  return (time, identifiers) =>
    JSON.stringify({
      ...heading("http", connection, time, identifiers),
      trans_depth: 1,
      method: exchange.method,
      host: exchange.host,
      uri: exchange.uri,
      version: "1.1",
      user_agent: exchange.userAgent,
      request_body_len: Math.round(exchange.requestBytes),
      response_body_len: Math.round(exchange.responseBytes),
      status_code: exchange.status,
      status_msg: exchange.status === 200 ? "OK" : exchange.status === 404 ? "Not Found" : "Other",
      tags: [],
      resp_fuids: [`F${connection.uid.slice(1)}`],
      resp_mime_types: [exchange.mimeType],
    });
}

/** What all Zeek logs begin with; `_path` names the log where all are sent down one pipe. */
function heading(path: string, connection: Connection, time: number, identifiers: Identifiers) {
  return {
    _path: path,
    _system_name: "sensor-01",
    ts: (time * 1000 + identifiers.microseconds()) / 1e6,
    uid: connection.uid,
    "id.orig_h": connection.from,
    "id.orig_p": connection.fromPort,
    "id.resp_h": connection.to,
    "id.resp_p": connection.toPort,
  };
}

function isInside(address: string): boolean {
  return address.startsWith("10.") || address.startsWith("172.20.");
}
