import { drawChance, drawInteger, drawLognormal, pick, shuffle } from "../../stats/draw.ts";
import { startProgram } from "../activities/start-program.ts";
import type { Foothold } from "../containment.ts";
import { usersOf } from "../find-in-organisation.ts";
import { documentWords } from "../name-pools.ts";
import { outlook, powershell, word } from "../programs-plan.ts";
import { mailReported } from "../records/mail.ts";
import { fileCreated, type Program, registryValueSet } from "../records/sysmon.ts";
import { callHome, hiddenCommand, implantOf, machineOf, type PhishingCast } from "./phishing-implant.ts";
import { defineStory, type Step, strangerAddress } from "./story.ts";

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
          attachments: [{ name: `${cast.documentName}.docm`, sha256: identifiers.hex(64), size: 84_112 }],
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
  footholds: (cast) => [{ kind: "message", name: cast.messageId }, ...machine(cast)],
  emits(scene, cast) {
    const path = `C:\\Users\\${cast.victim.name}\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\${cast.documentName}.docm`;
    const process = startProgram(scene, 400, machineOf(scene, cast), {
      program: word,
      commandLine: `"${word.image}" /n "${path}" /o ""`,
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
      program: powershell,
      commandLine: hiddenCommand(cast),
      parentImage: word.image,
      parentCommandLine: `"${word.image}" /n "${cast.documentName}.docm"`,
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
    const lastMs = drawInteger(random, 60, 120) * 60_000;
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
    const commands = [
      "whoami.exe /all",
      'net.exe group "Domain Admins" /domain',
      "nltest.exe /dclist:HARBOUR",
      "net.exe view \\\\FILE-01 /all",
      "quser.exe",
    ];
    let delayMs = 0;
    for (const commandLine of commands) {
      const program: Program = {
        image: `C:\\Windows\\System32\\${commandLine.split(" ")[0]}`,
        description: "",
        company: "Microsoft Corporation",
      };
      startProgram(scene, delayMs, machineOf(scene, cast), {
        program,
        commandLine,
        parentImage: powershell.image,
        parentCommandLine: hiddenCommand(cast),
      });
      delayMs += drawLognormal(scene.random, 14_000, 0.5);
    }
    return delayMs;
  },
};

/** A mail brings a document, its macro starts a hidden script, and the script calls home at regular times. */
export const phishing = defineStory<PhishingCast>({
  name: "phishing",
  steps: [lure, open, script, persist, beacon, explore],
  cast(scene) {
    const { organisation, random } = scene;
    const [victim, ...others] = shuffle(random, usersOf(organisation, "office", "finance", "sales", "executive"));
    if (victim === undefined) throw new Error("The organisation has nobody to write to");
    const word = () => pick(random, ["parcel", "ledger", "notice", "claims", "portal", "secure", "remit", "doc"]);
    const ending = () => `${scene.identifiers.hex(4)}.example`;
    const senderDomain = `${word()}-${ending()}`;
    return {
      messageId: `<${scene.identifiers.hex(20)}@${senderDomain}>`,
      implant: { processId: scene.identifiers.processId(), guid: scene.identifiers.uuid() },
      victim,
      alsoAsked: others.slice(0, drawInteger(random, 1, 4)),
      sender: `accounts@${senderDomain}`,
      senderAddress: strangerAddress(scene),
      documentName: `${pick(random, documentWords)}-${drawInteger(random, 1_000, 9_999)}`,
      home: { domain: `${word()}-${word()}-${ending()}`, addresses: [strangerAddress(scene)] },
      periodMs: drawInteger(random, 40, 75) * 1_000,
      jitter: 0.05 + 0.1 * random.fraction(),
    };
  },
});
