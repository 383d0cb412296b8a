import { drawInteger, drawLognormal } from "../../stats/draw.ts";
import type { Server } from "../organisation-types.ts";
import { sshAccepted, sshSessionOpened } from "../records/sshd.ts";
import { type ConnectionSummary, newConnection, zeekConn } from "../records/zeek.ts";
import type { Scene } from "../traffic-types.ts";

/** A connection without much in it: it is answered (SF), refused (REJ) or not answered at all (S0). */
export function knock(
  scene: Scene,
  delayMs: number,
  from: string,
  to: Server,
  port: number,
  state: ConnectionSummary["state"],
): void {
  const connection = newConnection(scene.identifiers, { from, to: to.address, toPort: port });
  const answered = state === "SF";
  const summary = {
    protocol: "tcp",
    service: answered && port === 22 ? "ssh" : null,
    state,
    durationMs: answered ? drawLognormal(scene.random, 1_400, 0.4) : 0,
    bytesOut: answered ? drawInteger(scene.random, 900, 1_400) : 0,
    bytesIn: answered ? drawInteger(scene.random, 1_300, 1_900) : 0,
  } as const;
  scene.emit(delayMs, "zeek.conn", zeekConn(connection, summary));
}

/** A login with a password that was accepted. */
export function logInWithPassword(
  scene: Scene,
  delayMs: number,
  login: { readonly account: string; readonly from: string; readonly server: Server },
): void {
  const { identifiers } = scene;
  const ssh = {
    host: login.server.name,
    processId: identifiers.processId(),
    user: login.account,
    from: login.from,
    fromPort: identifiers.clientPort(),
  };
  scene.emit(delayMs, "sshd", sshAccepted(ssh, "password", ""));
  scene.emit(delayMs + 15, "sshd", sshSessionOpened(ssh));
}
