import {
  drawChance,
  drawGeometric,
  drawInteger,
  drawLognormal,
  drawPareto,
  pick,
  pickByRank,
} from "../../stats/draw.ts";
import { aroundTheClock, officeHours } from "../hour-of-week.ts";
import { documentWords } from "../name-pools.ts";
import type { Organisation, User } from "../organisation-types.ts";
import { type Attachment, mailReported } from "../records/mail.ts";
import type { Activity, Scene } from "../traffic-types.ts";

const fileEndings = ["pdf", "xlsx", "docx", "png", "zip"] as const;

/** Mail among colleagues and from customers and suppliers, in office hours. */
export const mailFlow: Activity = (organisation) =>
  organisation.users.map((user) => ({
    name: `mail/${user.name}`,
    perHour: 3.5,
    shape: officeHours,
    recordsEach: 1,
    happen: (scene) => receiveMail(scene, user),
  }));

/** Advertising and clumsy fraud, at all hours, most of which the gateway stops. */
export const unwantedMail: Activity = (organisation) => [
  {
    name: "unwanted-mail",
    perHour: 0.8 * organisation.users.length,
    shape: aroundTheClock,
    recordsEach: 1,
    happen(scene) {
      const { random, identifiers } = scene;
      const sender = pick(random, organisation.services).domain;
      scene.emit(
        0,
        "mail",
        mailReported({
          messageId: `<${identifiers.hex(16)}@${sender}>`,
          from: `${pick(random, ["offers", "news", "info", "account", "service"])}@${sender}`,
          to: [pick(random, organisation.users).mail],
          subject: pick(random, ["Your weekly offers", "Last days: 20 % off", "Account notice", "News of the week"]),
          attachments: drawChance(random, 0.04) ? [drawAttachment(scene)] : [],
          verdict: pick(random, ["quarantined", "quarantined", "rejected", "delivered"]),
          clientAddress: pick(random, organisation.visitors),
          size: drawLognormal(random, 18_000, 0.7),
        }),
      );
    },
  },
];

function receiveMail(scene: Scene, user: User): void {
  const { random, identifiers, organisation } = scene;
  const sender = drawSender(scene, organisation);
  const others = drawChance(random, 0.2)
    ? Array.from({ length: drawGeometric(random, 3) }, () => pick(random, organisation.users).mail)
    : [];
  const attachments = drawChance(random, 0.18) ? [drawAttachment(scene)] : [];
  scene.emit(
    0,
    "mail",
    mailReported({
      messageId: `<${identifiers.hex(16)}@${sender.mail.split("@")[1]}>`,
      from: sender.mail,
      to: [user.mail, ...others],
      subject: `${pick(random, ["Re: ", "", "", "Fwd: "])}${pick(random, documentWords)} ${pick(random, ["for review", "Q3", "next week", "final", "update", "question"])}`,
      attachments,
      verdict: "delivered",
      clientAddress: sender.address,
      size: attachments.reduce((sum, file) => sum + 1.37 * file.size, drawLognormal(random, 9_000, 0.9)),
    }),
  );
}

function drawSender(scene: Scene, organisation: Organisation) {
  const { random } = scene;
  if (drawChance(random, 0.55)) {
    const colleague = pick(random, organisation.users);
    return { mail: colleague.mail, address: colleague.workstation.address };
  }
  const service = pickByRank(random, organisation.services);
  return {
    mail: `${pick(random, ["office", "sales", "team", "billing"])}@${service.domain}`,
    address: pick(random, service.addresses),
  };
}

function drawAttachment({ random, identifiers }: Scene): Attachment {
  return {
    name: `${pick(random, documentWords)}-${drawInteger(random, 1, 99)}.${pick(random, fileEndings)}`,
    sha256: identifiers.hex(64),
    size: Math.round(Math.min(drawPareto(random, 12_000, 1.1), 2.5e7)),
  };
}
