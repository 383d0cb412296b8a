import { drawChance, drawInteger, drawLognormal, pick, shuffle } from "../../stats/draw.ts";
import { startProgram } from "../activities/start-program.ts";
import type { Foothold } from "../containment.ts";
import { usersOf } from "../find-in-organisation.ts";
import { documentWords } from "../name-pools.ts";
import { outlook } from "../programs-plan.ts";
import { mailReported } from "../records/mail.ts";
import { fileCreated, type Program, registryValueSet } from "../records/sysmon.ts";
import type { Scene } from "../traffic-types.ts";
import { callHome, hiddenCommand, implantOf, machineOf, type PhishingCast } from "./phishing-implant.ts";
import { livePhishing, type PhishingManner } from "./phishing-manners.ts";
import { defineStory, type Step, type Story, strangerAddress } from "./story.ts";

/** The victim's machine and account. */
const machine = ({ victim }: PhishingCast): Foothold[] => [
  { kind: "host", name: victim.workstation.name },
  { kind: "user", name: victim.name },
];

/** What the implant needs: the machine, and somewhere to call. */
const home = (cast: PhishingCast): Foothold[] => [
  ...machine(cast),
  ...cast.home.addresses.map((name): Foothold => ({ kind: "address", name })),
];

const lure: Step<PhishingCast> = {
  id: "lure",
  technique: "T1566.001",
  tactic: "initial-access",
  dwellMs: 75_000,
  jitter: 0.5,
  ordinary: true,
  footholds: () => [],
  emits(scene, cast) {
    const { identifiers } = scene;
    [cast.victim, ...cast.alsoAsked].forEach((user, index) => {
      scene.emit(
        index * 700,
        "mail",
        mailReported({
          messageId: index === 0 ? cast.messageId : `<${identifiers.hex(20)}@${cast.sender.split("@")[1]}>`,
          from: cast.sender,
          to: [user.mail],
          subject: `Outstanding ${cast.documentName}`,
          attachments: [
            { name: `${cast.documentName}.${cast.manner.ending}`, sha256: identifiers.hex(64), size: 84_112 },
          ],
          verdict: "delivered",
          clientAddress: cast.senderAddress,
          size: 121_440,
        }),
      );
    });
    return 3_000;
  },
};

const open: Step<PhishingCast> = {
  id: "open",
  technique: "T1204.002",
  tactic: "execution",
  dwellMs: 5_000,
  jitter: 0.5,
  ordinary: true,
  footholds: (cast) => [{ kind: "message", name: cast.messageId }, ...machine(cast)],
  emits(scene, cast) {
    const { opener, ending } = cast.manner;
    const path = `C:\\Users\\${cast.victim.name}\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\${cast.documentName}.${ending}`;
    const process = startProgram(scene, 400, machineOf(scene, cast), {
      program: opener,
      commandLine: `"${opener.image}" ${cast.manner.openerSwitch} "${path}" /o ""`,
      parentImage: outlook.image,
      parentCommandLine: `"${outlook.image}"`,
    });
    scene.emit(0, "windows", fileCreated({ ...process, image: outlook.image }, path));
    return 2_000;
  },
};

const script: Step<PhishingCast> = {
  id: "script",
  technique: "T1059.001",
  tactic: "execution",
  dwellMs: 9_000,
  jitter: 0.5,
  footholds: machine,
  emits(scene, cast) {
    const process = startProgram(scene, 0, machineOf(scene, cast), {
      program: cast.manner.interpreter,
      commandLine: hiddenCommand(cast),
      parentImage: cast.manner.opener.image,
      parentCommandLine: `"${cast.manner.opener.image}" ${cast.manner.openerSwitch} "${cast.documentName}.${cast.manner.ending}"`,
    });
    callHome(scene, 1_200, cast, process);
    return 3_000;
  },
};

const persist: Step<PhishingCast> = {
  id: "persist",
  technique: "T1547.001",
  tactic: "persistence",
  dwellMs: 10_000,
  jitter: 0.5,
  footholds: machine,
  emits(scene, cast) {
    if (cast.manner.staysBy === "task") return planTask(scene, cast);
    if (cast.manner.staysBy === "start-up folder") return writeStartUp(scene, cast);
    const key = `HKU\\${cast.victim.sid}\\Software\\Microsoft\\Windows\\CurrentVersion\\Run\\OneStart`;
    scene.emit(0, "windows", registryValueSet(implantOf(scene, cast), key, hiddenCommand(cast)));
    return 500;
  },
};

const beacon: Step<PhishingCast> = {
  id: "beacon",
  technique: "T1071.001",
  tactic: "command-and-control",
  dwellMs: 120_000,
  jitter: 0.3,
  footholds: home,
  emits(scene, cast) {
    const { random } = scene;
    const lastMs = drawInteger(random, ...cast.manner.minutes) * 60_000;
    for (
      let delayMs = 0;
      delayMs < lastMs;
      delayMs += cast.periodMs * (1 + cast.jitter * (2 * random.fraction() - 1))
    ) {
      callHome(scene, delayMs, cast, drawChance(random, 0.2) ? implantOf(scene, cast) : null);
    }
    // The implant keeps calling while its owner goes on with the next step.
    return 0;
  },
};

const explore: Step<PhishingCast> = {
  id: "explore",
  technique: "T1087.002",
  tactic: "discovery",
  dwellMs: 0,
  jitter: 0,
  footholds: home,
  emits(scene, cast) {
    let delayMs = 0;
    for (const commandLine of cast.manner.asks) {
      const program: Program = {
        image: `C:\\Windows\\System32\\${commandLine.split(" ")[0]}`,
        description: "",
        company: "Microsoft Corporation",
      };
      startProgram(scene, delayMs, machineOf(scene, cast), {
        program,
        commandLine,
        parentImage: cast.manner.interpreter.image,
        parentCommandLine: hiddenCommand(cast),
      });
      delayMs += drawLognormal(scene.random, cast.manner.askGapMs, 0.5);
    }
    return delayMs;
  },
};

function planTask(scene: Scene, cast: PhishingCast): number {
  const program: Program = {
    image: "C:\\Windows\\System32\\schtasks.exe",
    description: "Task Scheduler Configuration Tool",
    company: "Microsoft Corporation",
  };
  startProgram(scene, 0, machineOf(scene, cast), {
    program,
    commandLine: `schtasks.exe /create /tn OneStart /sc onlogon /f /tr "${hiddenCommand(cast)}"`,
    parentImage: cast.manner.interpreter.image,
    parentCommandLine: hiddenCommand(cast),
  });
  return 500;
}

function writeStartUp(scene: Scene, cast: PhishingCast): number {
  const folder = `C:\\Users\\${cast.victim.name}\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\Startup`;
  scene.emit(0, "windows", fileCreated(implantOf(scene, cast), `${folder}\\OneStart.lnk`));
  return 500;
}

/** A mail brings a document, what it holds starts a hidden script, and the script calls home at regular times. */
export function phishingStory(manner: PhishingManner): Story {
  return defineStory<PhishingCast>({
    name: manner.name,
    steps: [lure, open, script, persist, beacon, explore],
    cast: (scene) => castPhishing(scene, manner),
  });
}

function castPhishing(scene: Scene, manner: PhishingManner): PhishingCast {
  const { organisation, random } = scene;
  const [victim, ...others] = shuffle(random, usersOf(organisation, "office", "finance", "sales", "executive"));
  if (victim === undefined) throw new Error("The organisation has nobody to write to");
  const word = () => pick(random, ["parcel", "ledger", "notice", "claims", "portal", "secure", "remit", "doc"]);
  const ending = () => `${scene.identifiers.hex(4)}.example`;
  const senderDomain = `${word()}-${ending()}`;
  return {
    manner,
    messageId: `<${scene.identifiers.hex(20)}@${senderDomain}>`,
    implant: { processId: scene.identifiers.processId(), guid: scene.identifiers.uuid() },
    victim,
    alsoAsked: others.slice(0, drawInteger(random, 1, 4)),
    sender: `accounts@${senderDomain}`,
    senderAddress: strangerAddress(scene),
    documentName: `${pick(random, documentWords)}-${drawInteger(random, 1_000, 9_999)}`,
    home: { domain: `${word()}-${word()}-${ending()}`, addresses: [strangerAddress(scene)] },
    periodMs: drawInteger(random, ...manner.periodSeconds) * 1_000,
    jitter: manner.leastJitter + 0.1 * random.fraction(),
  };
}

export const phishing = phishingStory(livePhishing);
