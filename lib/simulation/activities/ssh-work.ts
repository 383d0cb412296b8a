import {
  drawChance,
  drawExponential,
  drawInteger,
  drawLognormal,
  pick,
  pickByRank,
  pickSeveral,
} from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import { serverOf, serversOf, usersOf } from "../find-in-organisation.ts";
import { aroundTheClock, officeHours } from "../hour-of-week.ts";
import { guessedNames } from "../name-pools.ts";
import type { Server } from "../organisation-types.ts";
import {
  type SshConnection,
  sshAccepted,
  sshClosedEarly,
  sshFailed,
  sshInvalidUser,
  sshSessionClosed,
  sshSessionOpened,
} from "../records/sshd.ts";
import type { Activity, Scene } from "../traffic-types.ts";
import { talkInside } from "./talk.ts";

/** Engineers and administrators work on Linux servers, with keys; at times they mistype a password. */
export const sshWork: Activity = (organisation) => {
  const linux = organisation.servers.filter((server) => server.system === "linux" && server.role !== "bastion");
  return usersOf(organisation, "engineering", "administration").map((user) => {
    const account = user.name.replace(".", "");
    // Few people work on all machines: each has a handful of their own.
    const own = pickSeveral(createRandom(`machines of ${user.name}`), linux, 5);
    return {
      name: `ssh/${user.name}`,
      perHour: user.role === "administration" ? 5 : 2.5,
      shape: officeHours,
      recordsEach: 4.2,
      happen(scene) {
        logInBySsh(scene, { account, from: user.workstation.address, server: pickByRank(scene.random, own) });
      },
    };
  });
};

/** Jobs of the build servers and the monitoring log in to other machines all day. */
export const sshJobs: Activity = (organisation) =>
  serversOf(organisation, "build", "monitoring").map((server) => ({
    name: `ssh-jobs/${server.name}`,
    perHour: 12,
    shape: aroundTheClock,
    recordsEach: 4,
    happen(scene) {
      const to = pickByRank(scene.random, serversOf(organisation, "application"));
      logInBySsh(scene, { account: server.role === "build" ? "deploy" : "monitor", from: server.address, server: to });
    },
  }));

/** The internet's background noise: somebody tries a name or two and goes away. Every exposed machine sees it. */
export const sshNoise: Activity = (organisation) => [
  {
    name: "ssh-noise",
    perHour: 25,
    shape: aroundTheClock,
    recordsEach: 4,
    happen(scene) {
      const { random, identifiers } = scene;
      const from = pick(random, organisation.visitors);
      const tries = drawInteger(random, 1, 3);
      for (let attempt = 0; attempt < tries; attempt += 1) {
        const ssh = {
          host: serverOf(organisation, random, "bastion").name,
          processId: identifiers.processId(),
          user: pickByRank(random, guessedNames),
          from,
          fromPort: identifiers.clientPort(),
        };
        guess(scene, attempt * 2_600, ssh, ssh.user === "root");
      }
    },
  },
];

/** One guess at a password as sshd logs it: three lines where the account does not exist, two where it does. */
export function guess(scene: Scene, delayMs: number, ssh: SshConnection, userExists: boolean): void {
  if (!userExists) scene.emit(delayMs, "sshd", sshInvalidUser(ssh));
  scene.emit(delayMs + 350, "sshd", sshFailed(ssh, userExists));
  if (drawChance(scene.random, 0.6)) scene.emit(delayMs + 420, "sshd", sshClosedEarly(ssh));
}

function logInBySsh(
  scene: Scene,
  login: { readonly account: string; readonly from: string; readonly server: Server },
): void {
  const { random, identifiers } = scene;
  const { account, from, server } = login;
  const ssh = {
    host: server.name,
    processId: identifiers.processId(),
    user: account,
    from,
    fromPort: identifiers.clientPort(),
  };
  const stayMs = Math.min(drawExponential(random, 240_000), 3_600_000);
  const volume = {
    bytesOut: drawLognormal(random, 5_000, 1),
    bytesIn: drawLognormal(random, 14_000, 1.2),
    durationMs: stayMs,
  };
  talkInside(scene, 0, { from, to: server.address, port: 22, service: "ssh" }, volume);
  if (drawChance(random, 0.05)) scene.emit(200, "sshd", sshFailed(ssh, true));
  scene.emit(2_400, "sshd", sshAccepted(ssh, "publickey", identifiers.letters(43)));
  scene.emit(2_410, "sshd", sshSessionOpened(ssh));
  scene.emit(2_500 + stayMs, "sshd", sshSessionClosed(ssh));
}
