import { drawInteger, pick } from "../../stats/draw.ts";
import { createRandom } from "../../stats/random.ts";
import { documentWords } from "../name-pools.ts";
import type { Habit } from "../programs-plan.ts";
import { processCreated, type RunningProcess } from "../records/sysmon.ts";
import { fullName } from "../records/windows-logon.ts";
import type { Scene } from "../traffic-types.ts";

/** Writes the start of a program on a machine and returns the process, for what it does next. */
export function startProgram(
  scene: Scene,
  delayMs: number,
  where: { readonly computer: string; readonly account: string },
  habit: Habit,
): RunningProcess {
  const { identifiers, organisation, random } = scene;
  const process: RunningProcess = {
    computer: fullName(organisation, where.computer),
    account: where.account,
    image: habit.program.image,
    processId: identifiers.processId(),
    guid: identifiers.uuid(),
  };
  const name = where.account.split("\\")[1] ?? "Public";
  const document = `C:\\Users\\${name}\\Documents\\${pick(random, documentWords)}-${drawInteger(random, 1, 60)}`;
  scene.emit(
    delayMs,
    "windows",
    processCreated({
      process,
      program: habit.program,
      commandLine: habit.commandLine.replace("%DOCUMENT%", document),
      parentImage: habit.parentImage,
      parentCommandLine: habit.parentCommandLine,
      sha256: hashOf(habit.program.image),
    }),
  );
  return process;
}

const hashes = new Map<string, string>();

/** The same file has the same hash everywhere; it is kept because programs start often. */
function hashOf(image: string): string {
  const known = hashes.get(image);
  if (known !== undefined) return known;
  const random = createRandom(image);
  const hash = Array.from({ length: 8 }, () => random.uint32().toString(16).padStart(8, "0")).join("");
  hashes.set(image, hash);
  return hash;
}
