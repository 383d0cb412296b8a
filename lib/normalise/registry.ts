import type { JsonFormat, LineFormat } from "./format.ts";
import { apacheAccess } from "./formats/apache-access.ts";
import { apacheError } from "./formats/apache-error.ts";
import { auditd } from "./formats/auditd.ts";
import { azureAd } from "./formats/azure-ad.ts";
import { cloudtrail } from "./formats/cloudtrail.ts";
import { cloudtrailTable } from "./formats/cloudtrail-table.ts";
import { defender } from "./formats/defender.ts";
import { ecs } from "./formats/ecs.ts";
import { mailGateway } from "./formats/mail-gateway.ts";
import { ocsf } from "./formats/ocsf.ts";
import { office365 } from "./formats/office365.ts";
import { requestLine } from "./formats/request-line.ts";
import { suricata } from "./formats/suricata.ts";
import { syslogJson } from "./formats/syslog-json.ts";
import { bsdSyslog, isoSyslog } from "./formats/syslog-line.ts";
import { vmConnection } from "./formats/vm-connection.ts";
import { windows, windowsXml } from "./formats/windows.ts";
import { zeekConn } from "./formats/zeek-conn.ts";
import { zeekDns } from "./formats/zeek-dns.ts";
import { zeekFiles } from "./formats/zeek-files.ts";
import { zeekHttp } from "./formats/zeek-http.ts";
import { zeekNotice } from "./formats/zeek-notice.ts";
import { zeekOther } from "./formats/zeek-other.ts";
import { zeekSsl } from "./formats/zeek-ssl.ts";

/** JSON formats; adding a source is one file and one line here. The commonest first: they are asked in this order. */
export const jsonFormats: readonly JsonFormat[] = [
  windows,
  zeekConn,
  zeekDns,
  zeekHttp,
  zeekSsl,
  zeekFiles,
  zeekNotice,
  zeekOther,
  suricata,
  cloudtrail,
  ocsf,
  syslogJson,
  ecs,
  mailGateway,
  office365,
  azureAd,
  defender,
  vmConnection,
  cloudtrailTable,
];

/** Formats of text lines. */
export const lineFormats: readonly LineFormat[] = [
  bsdSyslog,
  isoSyslog,
  apacheAccess,
  apacheError,
  requestLine,
  auditd,
  windowsXml,
];
