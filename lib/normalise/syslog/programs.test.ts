import { describe, expect, it } from "vitest";
import { classUid, statusId } from "../../event/classes.ts";
import { emptyEvent, type SecurityEvent } from "../../event/security-event.ts";
import { readProgram } from "./programs.ts";

function event(program: string, message: string): SecurityEvent {
  const found = emptyEvent();
  readProgram(program, message, found);
  return found;
}

const failure = { classUid: classUid.authentication, statusId: statusId.failure };

describe("attempts are counted once", () => {
  it.each<[string, string, number]>([
    ["sshd", "Failed password for root from 192.0.2.9 port 4 ssh2", 1],
    ["sshd", "Failed none for invalid user 0 from 192.0.2.9 port 4 ssh2", 1],
    ["sshd", "message repeated 5 times: [ Failed password for root from 192.0.2.9 port 4 ssh2]", 5],
    [
      "sshd",
      "pam_unix(sshd:auth): authentication failure; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9  user=root",
      0,
    ],
    ["sshd", "PAM 4 more authentication failures; logname= uid=0 euid=0 tty=ssh ruser= rhost=192.0.2.9", 0],
    ["sshd", "Invalid user bob from 192.0.2.9", 0],
    ["sshd", "pam_unix(sshd:auth): check pass; user unknown", 0],
    [
      "sshd(pam_unix)",
      "authentication failure; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=192.0.2.9  user=root",
      1,
    ],
    ["sshd(pam_unix)", "2 more authentication failures; logname= uid=0 euid=0 tty=NODEVssh ruser= rhost=192.0.2.9", 2],
    ["sshd(pam_unix)", "check pass; user unknown", 0],
    [
      "su",
      "pam_unix(su:auth): authentication failure; logname=ada uid=1 euid=0 tty=pts/0 ruser=ada rhost=  user=root",
      1,
    ],
    ["klogind", "Authentication failed from 192.0.2.9 (192.0.2.9): Software caused connection abort", 1],
    ["klogind", "Kerberos authentication failed", 0],
    ["dovecot", "imap-login: Disconnected (auth failed, 3 attempts): user=<ada>, rip=192.0.2.9, lip=10.0.0.1", 1],
  ])("%s: %s = %i", (program, message, count) => {
    expect(event(program, message)).toMatchObject({ ...failure, count });
  });

  it("also successes: pam's session beside sshd's own line is no second logon", () => {
    const accepted = event("sshd", "Accepted publickey for ada from 192.0.2.9 port 4 ssh2: ED25519 SHA256:x");
    expect(accepted).toMatchObject({ statusId: statusId.success, count: 1, user: "ada", action: "Accepted publickey" });
    expect(event("sshd", "pam_unix(sshd:session): session opened for user ada(uid=7) by (uid=0)")).toMatchObject({
      user: "ada",
      count: 0,
    });
    expect(event("su(pam_unix)", "session opened for user news by (uid=0)")).toMatchObject({ user: "news", count: 1 });
  });
});

describe("sshd", () => {
  it("is not deceived by a user name that looks like the rest of the line", () => {
    const found = event(
      "sshd",
      "Failed password for invalid user root from 10.0.0.1 port 1 ssh2 from 192.0.2.9 port 44 ssh2",
    );
    expect(found).toMatchObject({ srcIp: "192.0.2.9", srcPort: 44, user: "root from 10.0.0.1 port 1 ssh2" });
  });

  it.each([
    ["Connection closed by 192.0.2.9 [preauth]", "192.0.2.9"],
    ["Connection closed by authenticating user root 192.0.2.9 port 44 [preauth]", "192.0.2.9"],
    ["Received disconnect from 192.0.2.9: 11: Bye Bye [preauth]", "192.0.2.9"],
    ["Received disconnect from 2001:db8::9 port 44:11: Bye Bye", "2001:db8::9"],
    ["Did not receive identification string from 192.0.2.9", "192.0.2.9"],
    ["reverse mapping checking getaddrinfo for a.example [192.0.2.9] failed - POSSIBLE BREAK-IN ATTEMPT!", "192.0.2.9"],
  ])("%s: an SSH activity from %s", (message, srcIp) => {
    expect(event("sshd", message)).toMatchObject({ classUid: classUid.ssh, srcIp, message });
  });
});

describe("other programs", () => {
  it.each<[string, string, Partial<SecurityEvent>]>([
    [
      "sudo",
      "ada : TTY=pts/0 ; PWD=/ ; USER=root ; COMMAND=/bin/ls -l /",
      { classUid: 1007, user: "ada", targetUser: "root", commandLine: "/bin/ls -l /" },
    ],
    [
      "CRON",
      "(root) CMD (run-parts /etc/cron.hourly)",
      { classUid: 1006, user: "root", commandLine: "run-parts /etc/cron.hourly" },
    ],
    [
      "ftpd",
      "connection from 192.0.2.9 (a.example) at Tue Nov 14 22:13:20 2023",
      { classUid: 4001, srcIp: "192.0.2.9", dstName: "a.example" },
    ],
    [
      "useradd",
      "new user: name=eve, UID=1001, GID=1001, home=/home/eve, shell=/bin/sh",
      { classUid: 3001, targetUser: "eve" },
    ],
    ["cups", "cupsd startup succeeded", { classUid: 6002, activityId: 3 }],
    ["kernel", "usb 1-1: new device found", { classUid: 0 }],
    ["anything", "words of its own", { classUid: 0, process: "anything", message: "words of its own" }],
  ])("%s: %s", (program, message, expected) => {
    expect(event(program, message)).toMatchObject(expected);
  });
});
