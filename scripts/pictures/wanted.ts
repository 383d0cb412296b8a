import { join, resolve } from "node:path";
import { pageTable } from "../../components/layout/page-table.ts";
import { projectRoot } from "../paths.ts";
import { scenes } from "./scenes.ts";
import { type PicturedPage, type PictureState, pictureStates } from "./take-pictures.ts";

/** Pages that are in no rail. */
const others = [
  { name: "people", href: "/settings/people", label: "People" },
  { name: "welcome", href: "/welcome", label: "Connect a source" },
  { name: "design", href: "/design", label: "Design" },
] as const;
/** So long the demonstration's traffic fills the pages before they are looked at. */
const fillMs = 90_000;

/** What the command line asks for. */
export interface Wanted {
  readonly pages: readonly PicturedPage[];
  readonly scenes: typeof scenes;
  readonly states: readonly PictureState[];
  readonly folder: string;
  /** Each picture goes there as well, in its own size, to be looked at closely. */
  readonly each: string | undefined;
  /** Files or folders of real logs. */
  readonly logs: readonly string[];
  readonly fillMs: number;
}

/** Reads the options of `npm run pictures`. Without names: everything. */
export function parseWanted(args: readonly string[]): Wanted {
  const optionsOf = (option: string) =>
    args.filter((argument) => argument.startsWith(`${option}=`)).map((argument) => argument.slice(option.length + 1));
  const names = args.filter((argument) => !argument.startsWith("--"));
  const logs = optionsOf("--logs").map((path) => resolve(path));
  const [each] = optionsOf("--each");
  const [out = join(projectRoot, "docs/screenshots")] = optionsOf("--out");
  const [seconds = String(fillMs / 1000)] = optionsOf("--fill-seconds");
  const [states = pictureStates.join()] = optionsOf("--states");
  // Responses are proposed to the generated attacks alone: until somebody writes a playbook nothing else leads to one.
  const streamOf = (name: string): PicturedPage["stream"] =>
    logs.length > 0 && name !== "responses" ? "main" : "demo";
  const pages = [...pageTable, ...others].map(({ name, href, label }) => ({
    name,
    href,
    label,
    stream: streamOf(name),
  }));
  const isWanted = ({ name }: { readonly name: string }) => names.length === 0 || names.includes(name);
  return {
    pages: pages.filter(isWanted),
    scenes: scenes.filter(isWanted),
    states: pictureStates.filter((state) => states.split(",").includes(state)),
    folder: resolve(out),
    each: each === undefined ? undefined : resolve(each),
    logs,
    fillMs: Number(seconds) * 1000,
  };
}
