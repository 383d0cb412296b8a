import type { Activity } from "../traffic-types.ts";
import { browsing } from "./browsing.ts";
import { cloudJobs, cloudWork } from "./cloud-work.ts";
import { fileShares } from "./file-share.ts";
import { logons } from "./logons.ts";
import { monitoring, nameErrors, nightlyBackup, serverTalk, signatureNoise } from "./machines.ts";
import { mailFlow, unwantedMail } from "./mail-flow.ts";
import { patchDay, programs, systemPrograms } from "./programs.ts";
import { sshJobs, sshNoise, sshWork } from "./ssh-work.ts";
import { webNoise, webVisits } from "./web-site.ts";

/** All that goes on in an organisation when nobody attacks it. To add an activity, write it and name it here. */
export const ordinaryLife: readonly Activity[] = [
  browsing,
  mailFlow,
  unwantedMail,
  logons,
  fileShares,
  programs,
  systemPrograms,
  sshWork,
  sshJobs,
  sshNoise,
  webVisits,
  webNoise,
  cloudWork,
  cloudJobs,
  serverTalk,
  monitoring,
  nameErrors,
  signatureNoise,
  nightlyBackup,
  patchDay,
];
