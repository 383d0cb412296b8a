import { drawChance, pickByRank } from "../../stats/draw.ts";
import { aroundTheClock, officeHours, patchWindow } from "../hour-of-week.ts";
import { administrationHabits, patchHabits, peopleHabits, systemHabits } from "../programs-plan.ts";
import { fileCreated, processConnected } from "../records/sysmon.ts";
import type { Activity } from "../traffic-types.ts";
import { startProgram } from "./start-program.ts";
import { talkToService } from "./talk.ts";

const systemAccount = "NT AUTHORITY\\SYSTEM";

/** People start programs; some of these write files or connect somewhere. */
export const programs: Activity = (organisation) =>
  organisation.users.map((user) => {
    const isAdministrator = user.role === "administration";
    const habits = isAdministrator ? [...administrationHabits, ...peopleHabits] : peopleHabits;
    const where = { computer: user.workstation.name, account: `${organisation.netbios}\\${user.name}` };
    return {
      name: `programs/${user.name}`,
      perHour: isAdministrator ? 14 : 7,
      shape: officeHours,
      recordsEach: 1.5,
      happen(scene) {
        const process = startProgram(scene, 0, where, pickByRank(scene.random, habits));
        if (drawChance(scene.random, 0.25)) {
          const path = `C:\\Users\\${user.name}\\AppData\\Local\\Temp\\~${scene.identifiers.hex(6)}.tmp`;
          scene.emit(700, "windows", fileCreated(process, path));
        }
        if (drawChance(scene.random, 0.25)) {
          const service = pickByRank(scene.random, organisation.services);
          const to = service.addresses[0] ?? "192.0.2.1";
          const ends = {
            from: user.workstation.address,
            fromPort: scene.identifiers.clientPort(),
            to,
            toPort: 443,
            name: service.domain,
          };
          scene.emit(900, "windows", processConnected(process, ends));
        }
      },
    };
  });

/** Windows runs its own errands, on workstations and servers alike, day and night. */
export const systemPrograms: Activity = (organisation) =>
  windowsMachines(organisation).map((machine) => ({
    name: `system-programs/${machine.name}`,
    perHour: 3,
    shape: aroundTheClock,
    recordsEach: 1,
    happen(scene) {
      startProgram(
        scene,
        0,
        { computer: machine.name, account: systemAccount },
        pickByRank(scene.random, systemHabits),
      );
    },
  }));

/** Patch day: every machine fetches updates and runs installers that are rarely seen otherwise. Odd, and harmless. */
export const patchDay: Activity = (organisation) => {
  const updates = { domain: "updates.example.net", addresses: ["198.51.100.20"] };
  return windowsMachines(organisation).map((machine) => ({
    name: `patch-day/${machine.name}`,
    perHour: 6,
    shape: patchWindow,
    recordsEach: 3,
    happen(scene) {
      const volume = { bytesOut: 22_000, bytesIn: 3e7 + 4e7 * scene.random.fraction(), durationMs: 48_000 };
      talkToService(scene, 0, machine.address, updates, volume);
      startProgram(
        scene,
        60_000,
        { computer: machine.name, account: systemAccount },
        pickByRank(scene.random, patchHabits),
      );
    },
  }));
};

function windowsMachines(organisation: Parameters<Activity>[0]) {
  const servers = organisation.servers.filter((server) => server.system === "windows");
  return [...organisation.users.map((user) => user.workstation), ...servers];
}
