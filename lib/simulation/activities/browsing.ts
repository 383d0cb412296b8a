import { drawGeometric, drawLognormal, pickByRank, pickSeveral } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import { officeHours } from "../hour-of-week.ts";
import type { Activity } from "../traffic-types.ts";
import { drawVisit, talkToService } from "./talk.ts";

const pagesEach = 3;

/** People at their desks use web services: sessions of a few pages with time to read in between. */
export const browsing: Activity = (organisation) =>
  organisation.users.map((user) => {
    // Everyone has favourites of their own among what all use, so that a service can be new for one and not for others.
    const favourites = pickSeveral(createRandom(`favourites of ${user.name}`), organisation.services, 12);
    const shared = organisation.services.slice(0, 10);
    return {
      name: `browsing/${user.name}`,
      perHour: 4,
      shape: officeHours,
      recordsEach: pagesEach * 2,
      happen(scene) {
        const pages = drawGeometric(scene.random, pagesEach);
        let delayMs = 0;
        for (let page = 0; page < pages; page += 1) {
          const services = scene.random.fraction() < 0.5 ? shared : favourites;
          talkToService(
            scene,
            delayMs,
            user.workstation.address,
            pickByRank(scene.random, services),
            drawVisit(scene.random),
          );
          delayMs += drawLognormal(scene.random, 9_000, 1);
        }
      },
    };
  });
