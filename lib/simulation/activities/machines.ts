import { drawChance, drawInteger, drawLognormal, drawPareto, pick, pickByRank } from "../../stats/draw.ts";
import { serverOf, serversOf } from "../find-in-organisation.ts";
import { aroundTheClock, backupWindow, officeHours } from "../hour-of-week.ts";
import { type Signature, signatureMatched } from "../records/suricata.ts";
import { newConnection } from "../records/zeek.ts";
import type { Activity } from "../traffic-types.ts";
import { lookUp, talkInside } from "./talk.ts";

/** Applications ask their databases, and the monitoring asks everybody, around the clock. */
export const serverTalk: Activity = (organisation) =>
  serversOf(organisation, "application", "web").map((server) => ({
    name: `server-talk/${server.name}`,
    perHour: 20,
    shape: aroundTheClock,
    recordsEach: 1,
    happen(scene) {
      const { random } = scene;
      const to = pickByRank(random, serversOf(organisation, "database")).address;
      const volume = {
        bytesOut: drawLognormal(random, 2_200, 0.7),
        bytesIn: Math.min(drawPareto(random, 1_500, 1.3), 1e7),
        durationMs: drawLognormal(random, 300, 1),
      };
      talkInside(scene, 0, { from: server.address, to, port: 5432, service: "postgresql" }, volume);
    },
  }));

/** The monitoring polls every server: as regular as a beacon, and harmless. */
export const monitoring: Activity = (organisation) => {
  const from = serversOf(organisation, "monitoring")[0]?.address ?? "10.10.0.9";
  return organisation.servers
    .filter((server) => server.role !== "monitoring")
    .map((server) => ({
      name: `monitoring/${server.name}`,
      perHour: 10,
      shape: () => 1,
      recordsEach: 1,
      happen(scene) {
        const volume = {
          bytesOut: 210 + drawInteger(scene.random, 0, 12),
          bytesIn: 1_830 + drawInteger(scene.random, 0, 90),
          durationMs: 14,
        };
        talkInside(scene, 0, { from, to: server.address, port: 9100, service: "http" }, volume);
      },
    }));
};

/** Workstations look for names that do not exist: typing errors, and old shortcuts. */
export const nameErrors: Activity = (organisation) =>
  organisation.users.map((user) => ({
    name: `name-errors/${user.name}`,
    perHour: 0.5,
    shape: officeHours,
    recordsEach: 1,
    happen(scene) {
      const name = pick(scene.random, ["wpad", "printer-3", "old-intranet", "isatap"]);
      lookUp(scene, 0, user.workstation.address, `${name}.${organisation.domain}`, []);
    },
  }));

/** Every night the servers are copied to the backup: the largest transfers of the day, all inside. */
export const nightlyBackup: Activity = (organisation) => {
  const to = serversOf(organisation, "backup")[0]?.address ?? "10.10.0.8";
  return serversOf(organisation, "file", "database", "application", "mail").map((server) => ({
    name: `backup/${server.name}`,
    perHour: 8,
    shape: backupWindow,
    recordsEach: 1,
    happen(scene) {
      const bytesOut = Math.min(drawPareto(scene.random, 4e8, 1.4), 2e11);
      talkInside(
        scene,
        0,
        { from: server.address, to, port: 873, service: null },
        { bytesOut, bytesIn: bytesOut / 2_000, durationMs: bytesOut / 9e4 },
      );
    },
  }));
};

const harmlessSignatures: readonly Signature[] = [
  { id: 9_000_003, text: "LOCAL INFO Update client seen", category: "Not Suspicious Traffic", severity: 3 },
  {
    id: 9_000_007,
    text: "LOCAL POLICY Remote support tool in use",
    category: "Potential Corporate Privacy Violation",
    severity: 3,
  },
  {
    id: 9_000_009,
    text: "LOCAL INFO Download of an executable file over plain HTTP",
    category: "Misc activity",
    severity: 2,
  },
];

/** The detection system remarks on ordinary things, as it always does. */
export const signatureNoise: Activity = (organisation) => [
  {
    name: "signature-noise",
    perHour: 0.12 * organisation.users.length,
    shape: aroundTheClock,
    recordsEach: 1,
    happen(scene) {
      const { random, identifiers } = scene;
      const to = pick(random, pickByRank(random, organisation.services).addresses);
      const from = drawChance(random, 0.9)
        ? pick(random, organisation.users).workstation.address
        : serverOf(organisation, random, "application").address;
      const connection = newConnection(identifiers, { from, to, toPort: 80 });
      scene.emit(0, "suricata", signatureMatched(connection, pickByRank(random, harmlessSignatures), "http"));
    },
  },
];
