import type { Organisation, User } from "../organisation-types.ts";
import type { Render } from "../traffic-types.ts";
import { securityMessage, windowsRecord } from "./windows.ts";
import { fullName } from "./windows-logon.ts";

/** Event 5145: a file on a network share was looked up to be read or written. */
export function shareAccessed(access: {
  readonly organisation: Organisation;
  readonly server: string;
  readonly user: User;
  readonly share: string;
  readonly path: string;
  readonly port: number;
}): Render {
  const { organisation, user, share, path, port } = access;
  return windowsRecord({
    computer: fullName(organisation, access.server),
    channel: "Security",
    eventId: 5145,
    task: 12_811,
    category: "Detailed File Share",
    outcome: "AUDIT_SUCCESS",
    fields: {
      SubjectUserSid: user.sid,
      SubjectUserName: user.name,
      SubjectDomainName: organisation.netbios,
      SubjectLogonId: "0x4e13b2",
      ObjectType: "File",
      IpAddress: user.workstation.address,
      IpPort: String(port),
      ShareName: `\\\\*\\${share}`,
      ShareLocalPath: `\\??\\D:\\Shares\\${share}`,
      RelativeTargetName: path,
      AccessMask: "0x120089",
      AccessList: "%%1538 %%1541 %%4416 %%4423",
    },
    message: securityMessage(
      "A network share object was checked to see whether client can be granted desired access.",
      [
        ["Subject", { "Security ID": user.sid, "Account Name": user.name, "Account Domain": organisation.netbios }],
        [
          "Network Information",
          { "Object Type": "File", "Source Address": user.workstation.address, "Source Port": port },
        ],
        ["Share Information", { "Share Name": `\\\\*\\${share}`, "Relative Target Name": path }],
      ],
      "Access Request Information:\r\n\tAccess Mask:\t\t0x120089\r\n\tAccesses:\t\tREAD_CONTROL, SYNCHRONIZE, ReadData",
    ),
  });
}

/** Event 4769: a domain controller gave out a Kerberos service ticket. */
export function ticketRequested(request: {
  readonly organisation: Organisation;
  readonly controller: string;
  readonly user: User;
  readonly service: string;
  readonly port: number;
}): Render {
  const { organisation, controller, user, service, port } = request;
  const realm = organisation.domain.toUpperCase();
  return windowsRecord({
    computer: fullName(organisation, controller),
    channel: "Security",
    eventId: 4769,
    task: 14_337,
    category: "Kerberos Service Ticket Operations",
    outcome: "AUDIT_SUCCESS",
    fields: {
      TargetUserName: `${user.name}@${realm}`,
      TargetDomainName: realm,
      ServiceName: `${service}$`,
      TicketOptions: "0x40810000",
      TicketEncryptionType: "0x12",
      IpAddress: `::ffff:${user.workstation.address}`,
      IpPort: String(port),
      Status: "0x0",
      TransmittedServices: "-",
    },
    message: securityMessage(
      "A Kerberos service ticket was requested.",
      [
        ["Account Information", { "Account Name": `${user.name}@${realm}`, "Account Domain": realm }],
        ["Service Information", { "Service Name": `${service}$` }],
        ["Network Information", { "Client Address": `::ffff:${user.workstation.address}`, "Client Port": port }],
        ["Additional Information", { "Ticket Options": "0x40810000", "Ticket Encryption Type": "0x12" }],
      ],
      "This event is generated every time access is requested to a resource such as a computer or a Windows service.",
    ),
  });
}
