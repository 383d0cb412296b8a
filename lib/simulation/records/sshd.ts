import { syslogText } from "../clock-text.ts";
import type { Render } from "../traffic-types.ts";

/** One SSH connection as the daemon that serves it logs it. */
export interface SshConnection {
  readonly host: string;
  readonly processId: number;
  readonly user: string;
  readonly from: string;
  readonly fromPort: number;
}

export function sshAccepted(ssh: SshConnection, method: "password" | "publickey", keyHash: string): Render {
  const key = method === "publickey" ? `: ED25519 SHA256:${keyHash}` : "";
  return line(ssh, `Accepted ${method} for ${ssh.user} from ${ssh.from} port ${ssh.fromPort} ssh2${key}`);
}

export function sshFailed(ssh: SshConnection, userExists: boolean): Render {
  const name = userExists ? ssh.user : `invalid user ${ssh.user}`;
  return line(ssh, `Failed password for ${name} from ${ssh.from} port ${ssh.fromPort} ssh2`);
}

/** Written before the failure where no such account exists. */
export function sshInvalidUser(ssh: SshConnection): Render {
  return line(ssh, `Invalid user ${ssh.user} from ${ssh.from} port ${ssh.fromPort}`);
}

export function sshSessionOpened(ssh: SshConnection): Render {
  return line(ssh, `pam_unix(sshd:session): session opened for user ${ssh.user} by (uid=0)`);
}

export function sshSessionClosed(ssh: SshConnection): Render {
  return line(ssh, `pam_unix(sshd:session): session closed for user ${ssh.user}`);
}

/** The other side went away before it proved who it is. */
export function sshClosedEarly(ssh: SshConnection): Render {
  return line(ssh, `Connection closed by ${ssh.from} port ${ssh.fromPort} [preauth]`);
}

function line(ssh: SshConnection, text: string): Render {
  return (time) => `${syslogText(time)} ${ssh.host} sshd[${ssh.processId}]: ${text}`;
}
