import { drawChance, drawExponential, drawGeometric } from "../../stats/draw.ts";
import { serverOf } from "../find-in-organisation.ts";
import { officeHours } from "../hour-of-week.ts";
import type { User } from "../organisation-types.ts";
import { logonEnded, logonFailed, logonFrom, logonSucceeded } from "../records/windows-logon.ts";
import { ticketRequested } from "../records/windows-objects.ts";
import type { Activity, Scene } from "../traffic-types.ts";

/** People sign in and unlock their machines; now and then they mistype, once or twice, and then get it right. */
export const logons: Activity = (organisation) =>
  organisation.users.map((user) => ({
    name: `logon/${user.name}`,
    perHour: 1.4,
    shape: officeHours,
    recordsEach: 3.2,
    happen: (scene) => signIn(scene, user),
  }));

function signIn(scene: Scene, user: User): void {
  const { organisation, identifiers, random } = scene;
  const type = drawChance(random, 0.25) ? 2 : 7;
  const attempt = logonFrom(user, { computer: user.workstation.name, type }, { organisation, identifiers });
  const mistakes = drawChance(random, 0.08) ? Math.min(4, drawGeometric(random, 1.4)) : 0;
  for (let mistake = 0; mistake < mistakes; mistake += 1) scene.emit(mistake * 4_200, "windows", logonFailed(attempt));
  const at = mistakes * 4_200;
  scene.emit(at, "windows", logonSucceeded(attempt));
  const controller = serverOf(organisation, random, "domain-controller").name;
  const request = { organisation, controller, user, service: user.workstation.name, port: identifiers.clientPort() };
  scene.emit(at + 150, "windows", ticketRequested(request));
  scene.emit(at + 60_000 + drawExponential(random, 1_500_000), "windows", logonEnded(attempt));
}
