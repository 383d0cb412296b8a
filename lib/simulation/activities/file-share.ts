import { drawGeometric, drawInteger, drawLognormal, drawPareto, pick } from "../../stats/draw.ts";
import { serverOf } from "../find-in-organisation.ts";
import { officeHours } from "../hour-of-week.ts";
import { documentWords } from "../name-pools.ts";
import type { User, UserRole } from "../organisation-types.ts";
import { logonEnded, logonFrom, logonSucceeded } from "../records/windows-logon.ts";
import { shareAccessed, ticketRequested } from "../records/windows-objects.ts";
import type { Activity, Scene } from "../traffic-types.ts";
import { talkInside } from "./talk.ts";

/** The share where each role keeps its files. */
const shareOfRole: Readonly<Record<UserRole, string>> = {
  office: "Common",
  finance: "Finance",
  sales: "Sales",
  engineering: "Projects",
  administration: "IT",
  executive: "Board",
};

/** People open and save files on the servers. */
export const fileShares: Activity = (organisation) =>
  organisation.users.map((user) => ({
    name: `share/${user.name}`,
    perHour: 2,
    shape: officeHours,
    recordsEach: 6,
    happen: (scene) => openFiles(scene, user),
  }));

function openFiles(scene: Scene, user: User): void {
  const { organisation, identifiers, random } = scene;
  const server = serverOf(organisation, random, "file");
  const attempt = logonFrom(user, { computer: server.name, type: 3 }, { organisation, identifiers });
  const controller = serverOf(organisation, random, "domain-controller").name;
  const port = attempt.fromPort;
  scene.emit(0, "windows", ticketRequested({ organisation, controller, user, service: server.name, port }));
  scene.emit(60, "windows", logonSucceeded(attempt));
  const ends = { from: user.workstation.address, to: server.address, port: 445, service: "gssapi,smb" };
  talkInside(scene, 40, ends, drawFileVolume(scene));
  const files = drawGeometric(random, 2);
  let delayMs = 200;
  for (let file = 0; file < files; file += 1) {
    const path = drawPath(scene);
    scene.emit(
      delayMs,
      "windows",
      shareAccessed({ organisation, server: server.name, user, share: shareOfRole[user.role], path, port }),
    );
    delayMs += drawLognormal(random, 6_000, 0.9);
  }
  scene.emit(delayMs + 15_000, "windows", logonEnded(attempt));
}

/** A file somewhere on a share. */
export function drawPath({ random }: Scene): string {
  const folder = pick(random, ["2024", "2025", "2026", "Shared", "Archive"]);
  return `${folder}\\${pick(random, documentWords)}\\${pick(random, documentWords)}-${drawInteger(random, 1, 240)}.${pick(random, ["docx", "xlsx", "pdf"])}`;
}

function drawFileVolume({ random }: Scene) {
  return {
    bytesOut: drawLognormal(random, 6_000, 1) + (random.fraction() < 0.3 ? drawPareto(random, 20_000, 1.2) : 0),
    bytesIn: Math.min(drawPareto(random, 14_000, 1.15), 3e8),
    durationMs: drawLognormal(random, 4_000, 1),
  };
}
