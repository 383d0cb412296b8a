import { createRandom } from "../stats/random.ts";
import { busyMoment, offsetToBusyMoment } from "./hour-of-week.ts";
import { compileTemplate, createFiller, roomFor, type Template } from "./mix-template.ts";
import { createOrganisation } from "./organisation.ts";
import { createTraffic } from "./traffic.ts";
import type { NativeFormat } from "./traffic-types.ts";

export interface MixOptions {
  readonly seed: string | number;
  /** Users, hosts and addresses that the records are about, roughly (within a tenth). */
  readonly entities: number;
  /** Where ids start to count. Two loads against one database need ranges apart, or their ids count as duplicates. */
  readonly firstSerial: number;
}

/** The next record of a mix, not yet written. */
export interface MixRecord {
  readonly format: NativeFormat;
  /** Bytes it takes at most. */
  readonly room: number;
  /** Writes it in ASCII, without a line end, stating the given time (ms since 1970 UTC); returns where it ends. Once. */
  write(time: number, out: Uint8Array, at: number): number;
}

/** An endless supply of the demonstration's ordinary records, each unique, made without a generator's cost. */
export interface Mix {
  /** The next record. It is written before the one after it is asked for. */
  next(): MixRecord;
  /** Mean length of the templates in bytes: all are ASCII. */
  readonly meanBytes: number;
  /** Share of records of each format, 0-1. */
  readonly shares: ReadonlyMap<NativeFormat, number>;
}

const templateCount = 16_000;
const entitiesPerPerson = 3;

/**
 * Takes an hour of an organisation of the right size, cuts the times and ids out of its records, and fills in new ones
 * from then on: a few microseconds a record. Shares differ a little by seed, and `shares` says which they are: Windows
 * Security and Sysmon 30-37 %, Zeek conn 26 %, dns 7 %, ssl 8 %, http 4-8 %, Apache 4-8 %, sshd 3 %, CloudTrail 4 %, mail
 * 5 %, Suricata under 1 %; mean 790-890 bytes.
 */
export function createMix(options: MixOptions): Mix {
  const templates = createTemplates(options);
  const random = createRandom(options.seed).fork("mix");
  const fill = createFiller(options.firstSerial);
  const records = templates.map((template) => ({
    format: template.format,
    room: roomFor(template),
    write: (time: number, out: Uint8Array, at: number) => fill(template, time, out, at),
  }));
  return {
    next() {
      const record = records[random.uint32() % records.length];
      if (record === undefined) throw new RangeError("The mix has no templates");
      return record;
    },
    meanBytes: templates.reduce((sum, template) => sum + template.bytes, 0) / templates.length,
    shares: sharesOf(templates),
  };
}

function createTemplates({ seed, entities }: MixOptions): Template[] {
  // Each person brings a name, a host, an address and some visitors; the outside ranges add some seven hundred.
  const size = Math.max(10, Math.round((entities - 800) / entitiesPerPerson));
  const traffic = createTraffic({
    seed,
    organisation: createOrganisation(seed, size),
    startTime: busyMoment,
    rate: templateCount / 1_200,
    hourOffsetMs: offsetToBusyMoment(busyMoment),
    campaigns: null,
  });
  // The first half hour has openings without endings, because nothing had begun before it.
  traffic.next(busyMoment + 1_800_000);
  return traffic.next(busyMoment + 3_000_000).map((record) => compileTemplate(record.format, record.record));
}

function sharesOf(templates: readonly Template[]): Map<NativeFormat, number> {
  const shares = new Map<NativeFormat, number>();
  for (const { format } of templates) shares.set(format, (shares.get(format) ?? 0) + 1 / templates.length);
  return shares;
}
