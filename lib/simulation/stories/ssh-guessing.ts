import { drawChance, drawInteger, drawLognormal, pick, pickByRank, shuffle } from "../../stats/draw.ts";
import { guess } from "../activities/ssh-work.ts";
import type { Foothold } from "../containment.ts";
import { serverOf, serversOf } from "../find-in-organisation.ts";
import { guessedNames } from "../name-pools.ts";
import type { Server } from "../organisation-types.ts";
import { type ConnectionSummary, newConnection, zeekConn } from "../records/zeek.ts";
import { type GuessingManner, liveGuessing } from "./ssh-guessing-manners.ts";
import { knock, logInWithPassword } from "./ssh-intruder.ts";
import { defineStory, type Step, type Story, strangerAddress } from "./story.ts";

interface Cast {
  readonly manner: GuessingManner;
  /** Who scans and who gets in. */
  readonly attacker: string;
  /** Other addresses that guess too. */
  readonly helpers: readonly string[];
  /** The exposed machine whose password is guessed. */
  readonly gate: Server;
  /** The account with the weak password. */
  readonly account: string;
  /** Where the attacker goes from there. */
  readonly next: readonly Server[];
}

/** Past the gate: from there, with the account, over the line that the attacker came by. */
const inside = ({ attacker, account, gate }: Cast): Foothold[] => [
  { kind: "address", name: attacker },
  { kind: "user", name: account },
  { kind: "host", name: gate.name },
];

const scan: Step<Cast> = {
  id: "scan",
  technique: "T1595.001",
  tactic: "reconnaissance",
  dwellMs: 3_000,
  jitter: 0.4,
  footholds: ({ attacker }) => [{ kind: "address", name: attacker }],
  emits(scene, { attacker }) {
    const exposed = serversOf(scene.organisation, "web", "mail", "bastion");
    const ports = [22, 80, 443, 3389, 8080];
    exposed.forEach((server, place) => {
      ports.forEach((port, index) => {
        const open = port === 22 && server.role === "bastion";
        knock(scene, 240 * (place * ports.length + index), attacker, server, port, open ? "SF" : "S0");
      });
    });
    return 240 * exposed.length * ports.length;
  },
};

const guessPasswords: Step<Cast> = {
  id: "guess",
  technique: "T1110.001",
  tactic: "credential-access",
  dwellMs: 4_000,
  jitter: 0.5,
  // An isolated machine asks nobody for a password.
  footholds: ({ attacker, gate }) => [
    { kind: "address", name: attacker },
    { kind: "host", name: gate.name },
  ],
  emits(scene, { attacker, helpers, gate, account, manner }) {
    const { random, identifiers } = scene;
    const guesses = drawInteger(random, ...manner.guesses);
    let delayMs = 0;
    for (let index = 0; index < guesses; index += 1) {
      const user = drawChance(random, manner.accountShare) ? account : pickByRank(random, guessedNames);
      const from = helpers.length === 0 ? attacker : pick(random, [attacker, ...helpers]);
      const ssh = {
        host: gate.name,
        processId: identifiers.processId(),
        user,
        from,
        fromPort: identifiers.clientPort(),
      };
      knock(scene, delayMs, from, gate, 22, "SF");
      guess(scene, delayMs + 120, ssh, user === account || user === "root");
      delayMs += Math.min(drawLognormal(random, manner.gapMs, 0.35), manner.longestGapMs);
    }
    return delayMs + 600;
  },
};

const enter: Step<Cast> = {
  id: "enter",
  technique: "T1078",
  tactic: "initial-access",
  dwellMs: 20_000,
  jitter: 0.5,
  footholds: inside,
  emits(scene, { attacker, gate, account }) {
    logInWithPassword(scene, 0, { account, from: attacker, server: gate });
    return 1_000;
  },
};

const lookAround: Step<Cast> = {
  id: "look-around",
  technique: "T1018",
  tactic: "discovery",
  dwellMs: 25_000,
  jitter: 0.5,
  footholds: inside,
  emits(scene, { gate }) {
    const targets = scene.organisation.servers.filter((server) => server !== gate);
    targets.forEach((server, index) => {
      const port = server.system === "windows" ? 445 : 22;
      knock(scene, index * 500, gate.address, server, port, pick(scene.random, ["SF", "REJ", "S0"]));
    });
    return targets.length * 500;
  },
};

const moveOn: Step<Cast> = {
  id: "move-on",
  technique: "T1021.004",
  tactic: "lateral-movement",
  dwellMs: 60_000,
  jitter: 0.5,
  footholds: inside,
  emits(scene, { gate, account, next }) {
    let delayMs = 0;
    for (const server of next) {
      knock(scene, delayMs, gate.address, server, 22, "SF");
      logInWithPassword(scene, delayMs + 900, { account, from: gate.address, server });
      delayMs += drawInteger(scene.random, 12_000, 40_000);
    }
    return delayMs;
  },
};

const collect: Step<Cast> = {
  id: "collect",
  technique: "T1005",
  tactic: "collection",
  dwellMs: 0,
  jitter: 0,
  footholds: inside,
  emits(scene, { gate, next, manner }) {
    next.forEach((server, index) => {
      const ends = { from: gate.address, to: server.address, toPort: 22 };
      const bytesIn = drawLognormal(scene.random, manner.takenBytes, 0.6);
      const summary: ConnectionSummary = {
        protocol: "tcp",
        service: "ssh",
        state: "SF",
        durationMs: bytesIn / 4_000,
        bytesOut: bytesIn / 60,
        bytesIn,
      };
      scene.emit(index * 45_000, "zeek.conn", zeekConn(newConnection(scene.identifiers, ends), summary));
    });
    return next.length * 45_000;
  },
};

/** Passwords are guessed until one fits; from there the intruder goes on to other servers and takes data along. */
export function guessingStory(manner: GuessingManner): Story {
  const steps = [scan, guessPasswords, enter, lookAround, moveOn, collect];
  return defineStory<Cast>({
    name: manner.name,
    steps: manner.scans ? steps : steps.slice(1),
    cast(scene) {
      const { organisation, random } = scene;
      return {
        manner,
        attacker: strangerAddress(scene),
        gate: serverOf(organisation, random, manner.gate),
        account: pick(random, ["backup", "support", "operator", "deploy", "scanner", "reports"]),
        next: shuffle(random, serversOf(organisation, "database", "application", "build")).slice(
          0,
          drawInteger(random, ...manner.serversAfter),
        ),
        helpers: Array.from({ length: manner.helpers }, () => strangerAddress(scene)),
      };
    },
  });
}

export const sshGuessing = guessingStory(liveGuessing);
