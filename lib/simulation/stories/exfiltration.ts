import { drawInteger, drawLognormal, pick } from "../../stats/draw.ts";
import { drawPath } from "../activities/file-share.ts";
import { startProgram } from "../activities/start-program.ts";
import { talkInside, talkToService, type Volume } from "../activities/talk.ts";
import type { Foothold } from "../containment.ts";
import { serverOf, usersOf } from "../find-in-organisation.ts";
import type { Server, Service, User } from "../organisation-types.ts";
import { commandPrompt, explorer } from "../programs-plan.ts";
import { logonFrom, logonSucceeded } from "../records/windows-logon.ts";
import { shareAccessed } from "../records/windows-objects.ts";
import { newConnection, zeekConn } from "../records/zeek.ts";
import type { Scene } from "../traffic-types.ts";
import { type ExfiltrationManner, liveExfiltration } from "./exfiltration-manners.ts";
import { defineStory, type Step, type Story, strangerAddress } from "./story.ts";

interface Cast {
  readonly manner: ExfiltrationManner;
  /** Whose account is used; whether by them or by somebody else the records do not say. */
  readonly user: User;
  readonly server: Server;
  readonly destination: Service;
  /** Pieces are sent this far apart, so that no single one stands out. */
  readonly gapMs: number;
  readonly pieces: number;
  readonly pieceBytes: number;
}

/** Whose account it is, and the machine they sit at. */
const account = ({ user }: Cast): Foothold[] => [
  { kind: "user", name: user.name },
  { kind: "host", name: user.workstation.name },
];

const gather: Step<Cast> = {
  id: "gather",
  technique: "T1039",
  tactic: "collection",
  dwellMs: 60_000,
  jitter: 0.5,
  footholds: account,
  emits(scene, { user, server, manner }) {
    const { organisation, random, identifiers } = scene;
    const attempt = logonFrom(user, { computer: server.name, type: 3 }, { organisation, identifiers });
    scene.emit(0, "windows", logonSucceeded(attempt));
    const files = drawInteger(random, ...manner.files);
    let delayMs = 500;
    for (let file = 0; file < files; file += 1) {
      const share = pick(random, manner.shares);
      scene.emit(
        delayMs,
        "windows",
        shareAccessed({
          organisation,
          server: server.name,
          user,
          share,
          path: drawPath(scene),
          port: attempt.fromPort,
        }),
      );
      if (file % 8 === 0) copyFromShare(scene, delayMs + 50, user, server);
      delayMs += drawLognormal(random, manner.fileGapMs, 0.6);
    }
    return delayMs;
  },
};

const pack: Step<Cast> = {
  id: "pack",
  technique: "T1560.001",
  tactic: "collection",
  dwellMs: 90_000,
  jitter: 0.5,
  footholds: account,
  emits(scene, { user, pieceBytes, manner }) {
    const where = { computer: user.workstation.name, account: `${scene.organisation.netbios}\\${user.name}` };
    const prompt = `"${commandPrompt.image}"`;
    startProgram(scene, 0, where, {
      program: commandPrompt,
      commandLine: prompt,
      parentImage: explorer,
      parentCommandLine: explorer,
    });
    startProgram(scene, 8_000, where, {
      program: manner.packer,
      commandLine: manner.packs(scene.identifiers.hex(12), Math.round(pieceBytes / 1e6)),
      parentImage: commandPrompt.image,
      parentCommandLine: prompt,
    });
    return 60_000;
  },
};

const send: Step<Cast> = {
  id: "send",
  technique: "T1048.002",
  tactic: "exfiltration",
  dwellMs: 300_000,
  jitter: 0.5,
  footholds: (cast) => [
    ...account(cast),
    ...cast.destination.addresses.map((name): Foothold => ({ kind: "address", name })),
  ],
  emits(scene, cast) {
    const { random } = scene;
    let delayMs = 0;
    for (let piece = 0; piece < cast.pieces; piece += 1) {
      const bytesOut = cast.pieceBytes * (0.97 + 0.06 * random.fraction());
      const volume = { bytesOut, bytesIn: bytesOut / 220, durationMs: bytesOut / 700 };
      if (cast.manner.port === 443)
        talkToService(scene, delayMs, cast.user.workstation.address, cast.destination, volume);
      else copyOut(scene, delayMs, cast, volume);
      delayMs += cast.gapMs * (0.6 + 0.8 * random.fraction());
    }
    return delayMs;
  },
};

const cleanUp: Step<Cast> = {
  id: "clean-up",
  technique: "T1070.004",
  tactic: "defense-evasion",
  dwellMs: 0,
  jitter: 0,
  ordinary: true,
  footholds: account,
  emits(scene, { user }) {
    const where = { computer: user.workstation.name, account: `${scene.organisation.netbios}\\${user.name}` };
    startProgram(scene, 0, where, {
      program: commandPrompt,
      commandLine: `"${commandPrompt.image}" /c del /q C:\\Users\\Public\\t\\*`,
      parentImage: explorer,
      parentCommandLine: explorer,
    });
    return 1_000;
  },
};

/** Files of other departments are gathered, packed, and sent out in pieces over hours to somewhere never used before. */
export function exfiltrationStory(manner: ExfiltrationManner): Story {
  return defineStory<Cast>({
    name: manner.name,
    steps: [gather, pack, send, cleanUp],
    cast(scene) {
      const { organisation, random, identifiers } = scene;
      return {
        manner,
        user: pick(random, usersOf(organisation, "office", "sales", "engineering", "finance")),
        server: serverOf(organisation, random, "file"),
        destination: { domain: `store-${identifiers.hex(5)}.example.org`, addresses: [strangerAddress(scene)] },
        gapMs: drawInteger(random, ...manner.gapSeconds) * 1_000,
        pieces: drawInteger(random, ...manner.pieces),
        pieceBytes: drawInteger(random, ...manner.pieceMegabytes) * 1e6,
      };
    },
  });
}

export const exfiltration = exfiltrationStory(liveExfiltration);

function copyFromShare(scene: Scene, delayMs: number, user: User, server: Server): void {
  const bytesIn = drawLognormal(scene.random, 4e7, 0.5);
  const ends = { from: user.workstation.address, to: server.address, port: 445, service: "gssapi,smb" };
  talkInside(scene, delayMs, ends, { bytesOut: bytesIn / 80, bytesIn, durationMs: bytesIn / 9_000 });
}

/** By another protocol than the web's, to the address, without a name. */
function copyOut(scene: Scene, delayMs: number, cast: Cast, volume: Volume): void {
  const ends = {
    from: cast.user.workstation.address,
    to: cast.destination.addresses[0] ?? "",
    toPort: cast.manner.port,
  };
  const summary = { protocol: "tcp", service: "ssh", state: "SF", ...volume } as const;
  scene.emit(delayMs + 30, "zeek.conn", zeekConn(newConnection(scene.identifiers, ends), summary));
}
