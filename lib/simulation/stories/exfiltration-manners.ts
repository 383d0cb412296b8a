import { archiver } from "../programs-plan.ts";
import type { Program } from "../records/sysmon.ts";

/** How data is taken out: what one thief does otherwise than another. */
export interface ExfiltrationManner {
  /** Of the story. */
  readonly name: string;
  readonly files: readonly [least: number, most: number];
  /** Median pause between two files. */
  readonly fileGapMs: number;
  readonly shares: readonly string[];
  readonly packer: Program;
  /** The command line that packs with this password into pieces of so many megabytes. */
  packs(password: string, megabytes: number): string;
  readonly pieces: readonly [least: number, most: number];
  readonly pieceMegabytes: readonly [least: number, most: number];
  readonly gapSeconds: readonly [least: number, most: number];
  /** Where it goes: 443 as a visit to a site, else a bare connection. */
  readonly port: number;
}

const folder = "C:\\Users\\Public\\t";

/** What a demonstration shows: pieces over two hours, none of which stands out by itself. */
export const liveExfiltration: ExfiltrationManner = {
  name: "exfiltration",
  files: [60, 110],
  fileGapMs: 1_500,
  shares: ["Finance", "Board", "Projects", "Sales"],
  packer: archiver,
  packs: (password, megabytes) => `7z.exe a -t7z -mhe=on -p${password} -v${megabytes}m ${folder}\\part.7z ${folder}\\*`,
  pieces: [24, 40],
  pieceMegabytes: [18, 40],
  gapSeconds: [240, 420],
  port: 443,
};

export const taughtExfiltration: readonly ExfiltrationManner[] = [
  liveExfiltration,
  {
    ...liveExfiltration,
    name: "exfiltration-at-once",
    files: [150, 260],
    fileGapMs: 500,
    pieces: [2, 4],
    pieceMegabytes: [300, 900],
    gapSeconds: [40, 90],
  },
  {
    ...liveExfiltration,
    name: "exfiltration-in-crumbs",
    files: [30, 50],
    fileGapMs: 6_000,
    shares: ["Finance", "Board"],
    pieces: [60, 90],
    pieceMegabytes: [4, 8],
    gapSeconds: [80, 140],
  },
];

/** Never taught: another protocol without a name, and what Windows brings along instead of an archiver. */
export const heldOutExfiltration: readonly ExfiltrationManner[] = [
  {
    ...liveExfiltration,
    name: "exfiltration-by-copy",
    files: [80, 120],
    fileGapMs: 900,
    shares: ["Projects"],
    packer: { image: "C:\\Windows\\System32\\tar.exe", description: "bsdtar archive tool", company: "Microsoft" },
    packs: () => `tar.exe -czf ${folder}\\backup.tgz ${folder}\\files`,
    pieces: [8, 14],
    pieceMegabytes: [60, 120],
    gapSeconds: [500, 900],
    port: 22,
  },
  {
    ...liveExfiltration,
    name: "exfiltration-overnight",
    files: [200, 300],
    fileGapMs: 3_000,
    shares: ["Finance", "Board", "Projects", "Sales", "IT"],
    packer: { image: "C:\\ProgramData\\rar.exe", description: "Command line RAR", company: "" },
    packs: (password, megabytes) => `rar.exe a -hp${password} -v${megabytes}m ${folder}\\d.rar ${folder}\\`,
    pieces: [12, 18],
    pieceMegabytes: [9, 15],
    gapSeconds: [600, 900],
  },
];
