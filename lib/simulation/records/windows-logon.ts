import type { Identifiers } from "../identifiers.ts";
import type { Organisation, User } from "../organisation-types.ts";
import type { Render } from "../traffic-types.ts";
import { securityMessage, windowsRecord } from "./windows.ts";

export interface LogonAttempt {
  readonly organisation: Organisation;
  /** Machine that was logged on to. */
  readonly computer: string;
  readonly user: User;
  /** 2 at the keyboard, 3 over the network, 7 unlock, 10 remote desktop. */
  readonly type: 2 | 3 | 7 | 10;
  readonly fromAddress: string;
  readonly fromName: string;
  readonly fromPort: number;
  /** Hexadecimal, without 0x. */
  readonly logonId: string;
}

const note =
  "This event is generated on the computer where access was attempted. The subject fields indicate the account on the " +
  "local system which requested the logon, most commonly a service. The logon type field indicates the kind of logon " +
  "that was requested. The network fields indicate where a remote logon request originated.";

/** Event 4624: an account was successfully logged on. */
export function logonSucceeded(attempt: LogonAttempt): Render {
  return windowsRecord({
    computer: fullName(attempt.organisation, attempt.computer),
    channel: "Security",
    eventId: 4624,
    task: 12_544,
    category: "Logon",
    outcome: "AUDIT_SUCCESS",
    fields: {
      ...commonFields(attempt),
      TargetUserSid: attempt.user.sid,
      TargetLogonId: `0x${attempt.logonId}`,
      ImpersonationLevel: "%%1833",
      ElevatedToken: "%%1843",
    },
    message: securityMessage("An account was successfully logged on.", messageSections(attempt), note),
  });
}

/** Event 4625: an account failed to log on, for a wrong password unless another status is given. */
export function logonFailed(attempt: LogonAttempt, subStatus = "0xc000006a"): Render {
  return windowsRecord({
    computer: fullName(attempt.organisation, attempt.computer),
    channel: "Security",
    eventId: 4625,
    task: 12_544,
    category: "Logon",
    outcome: "AUDIT_FAILURE",
    fields: {
      ...commonFields(attempt),
      TargetUserSid: "S-1-0-0",
      Status: "0xc000006d",
      SubStatus: subStatus,
      FailureReason: "%%2313",
    },
    message: securityMessage(
      "An account failed to log on.",
      [...messageSections(attempt), ["Failure Information", { Status: "0xC000006D", "Sub Status": subStatus }]],
      note,
    ),
  });
}

/** Event 4634: an account was logged off. */
export function logonEnded(attempt: LogonAttempt): Render {
  const { organisation, user, type, logonId } = attempt;
  return windowsRecord({
    computer: fullName(organisation, attempt.computer),
    channel: "Security",
    eventId: 4634,
    task: 12_545,
    category: "Logoff",
    outcome: "AUDIT_SUCCESS",
    fields: {
      TargetUserName: user.name,
      TargetUserSid: user.sid,
      TargetDomainName: organisation.netbios,
      TargetLogonId: `0x${logonId}`,
      LogonType: String(type),
    },
    message: securityMessage(
      "An account was logged off.",
      [
        ["Subject", { "Security ID": user.sid, "Account Name": user.name, "Logon ID": `0x${logonId.toUpperCase()}` }],
        ["Logon Type", { Type: type }],
      ],
      "It may be positively correlated with a logon event using the Logon ID value.",
    ),
  });
}

export function fullName(organisation: Organisation, computer: string): string {
  return `${computer}.${organisation.domain}`;
}

/** A logon of the user from their own machine. */
export function logonFrom(
  user: User,
  to: { readonly computer: string; readonly type: LogonAttempt["type"] },
  { organisation, identifiers }: { readonly organisation: Organisation; readonly identifiers: Identifiers },
): LogonAttempt {
  const isLocal = to.type === 2 || to.type === 7;
  return {
    organisation,
    computer: to.computer,
    user,
    type: to.type,
    fromAddress: isLocal ? "127.0.0.1" : user.workstation.address,
    fromName: user.workstation.name,
    fromPort: isLocal ? 0 : identifiers.clientPort(),
    logonId: identifiers.hex(7),
  };
}

function commonFields(attempt: LogonAttempt) {
  return {
    SubjectUserSid: "S-1-0-0",
    SubjectUserName: "-",
    SubjectDomainName: "-",
    SubjectLogonId: "0x0",
    TargetUserName: attempt.user.name,
    TargetDomainName: attempt.organisation.netbios,
    LogonType: String(attempt.type),
    LogonProcessName: attempt.type === 3 ? "Kerberos" : "User32",
    AuthenticationPackageName: attempt.type === 3 ? "Kerberos" : "Negotiate",
    WorkstationName: attempt.fromName,
    ProcessName: attempt.type === 3 ? "-" : "C:\\Windows\\System32\\svchost.exe",
    IpAddress: attempt.fromAddress,
    IpPort: String(attempt.fromPort),
  };
}

function messageSections(attempt: LogonAttempt) {
  return [
    ["Subject", { "Security ID": "S-1-0-0", "Account Name": "-", "Logon ID": "0x0" }],
    ["Logon Information", { "Logon Type": attempt.type, "Virtual Account": "No", "Elevated Token": "No" }],
    ["Account", { "Account Name": attempt.user.name, "Account Domain": attempt.organisation.netbios }],
    ["Network Information", { "Workstation Name": attempt.fromName, "Source Network Address": attempt.fromAddress }],
  ] as const;
}
