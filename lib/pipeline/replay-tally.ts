import { severityOf } from "../alerts/severity.ts";
import { type DetectorName, detector } from "../detectors/detector-table.ts";
import type { PlaybookRule } from "../responses/match-playbook.ts";
import type { PolicyBody, SeverityName } from "../thresholds/policy.ts";
import { severityName } from "../thresholds/policy.ts";
import { ReplayFindings } from "./replay-findings.ts";
import type { ReplayResponses } from "./replay-responses.ts";
import { noLead, type ScoreBlockColumns } from "./score-block-layout.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
/** Events in each band: notify, approve, auto. */
export type BandCounts = [notify: number, approve: number, auto: number];

const leads: readonly DetectorName[] = Object.keys(detector).filter((name): name is DetectorName => name in detector);

/** One event at or over `notify`, in its place in a block. */
export interface FlaggedPlace {
  readonly columns: ScoreBlockColumns;
  readonly row: number;
  readonly receivedMs: number;
  readonly band: 1 | 2 | 3;
  readonly scope: number;
  readonly notify: number;
}

function add<K>(counts: Map<K, BandCounts>, key: K, band: 1 | 2 | 3): void {
  const known = counts.get(key);
  if (known === undefined) {
    const fresh: BandCounts = [0, 0, 0];
    fresh[band - 1] = 1;
    counts.set(key, fresh);
  } else known[band - 1] = (known[band - 1] ?? 0) + 1;
}

/** The detector that a finding is named after: see `rankDetectors`. */
function leadAt({ columns: { detail }, row, notify }: FlaggedPlace): DetectorName {
  const stated = detail?.leadStated[row] ?? noLead;
  const any = detail?.lead[row] ?? noLead;
  const code = (detail?.floor[row] ?? Number.NEGATIVE_INFINITY) >= notify && stated !== noLead ? stated : any;
  return leads[code] ?? "half-space-trees";
}

/** 53 bits of what makes a finding one: lead detector, origin, and what its source says happened. */
function findingKey({ columns, row }: FlaggedPlace, lead: DetectorName): number {
  const what = columns.detail?.what[row] ?? 0;
  // The title of a source's finding tells findings apart only where that is what was found.
  const counted = what % 2 === 0 && lead !== "source-finding" ? 0 : what;
  const high =
    Math.imul((columns.originHigh[row] ?? 0) ^ (detector[lead] + 1), 0x9e3779b1) ^ Math.imul(counted, 0x85ebca77);
  return (high >>> 0) * 2_097_152 + ((columns.originLow[row] ?? 0) >>> 11);
}

/** What one policy would have led to over a period, counted event by event. */
export class ReplayTally {
  readonly total: BandCounts = [0, 0, 0];
  readonly scopes: readonly { events: number; readonly bands: BandCounts }[];
  readonly sources = new Map<number, BandCounts>();
  readonly hours = new Map<number, BandCounts>();
  readonly findings = new ReplayFindings();
  /** By place of the exception: events that it kept out of the band they reached, and when the last was received. */
  readonly exceptions: readonly { events: number; lastMs: number }[];

  constructor(
    private readonly policy: PolicyBody,
    private readonly fromMs: number,
    private readonly responses: Pick<ReplayResponses<PlaybookRule>, "ask">,
  ) {
    this.scopes = Array.from({ length: policy.scopes.length + 1 }, () => ({ events: 0, bands: [0, 0, 0] }));
    this.exceptions = policy.exceptions.map(() => ({ events: 0, lastMs: Number.NaN }));
  }

  /** An exception kept an event out of its band. */
  except(place: number, receivedMs: number): void {
    const exception = this.exceptions[place];
    if (exception === undefined) return;
    exception.events += 1;
    exception.lastMs = receivedMs;
  }

  flag(place: FlaggedPlace): void {
    const { band, columns, row, receivedMs, scope } = place;
    this.total[band - 1] = (this.total[band - 1] ?? 0) + 1;
    const bands = this.scopes[scope]?.bands;
    if (bands !== undefined) bands[band - 1] = (bands[band - 1] ?? 0) + 1;
    add(this.sources, columns.source[row] ?? 0, band);
    add(this.hours, Math.floor(receivedMs / hourMs), band);
    this.find(place);
  }

  private find(place: FlaggedPlace): void {
    const { columns, row, receivedMs, band } = place;
    const day = Math.max(0, Math.floor((receivedMs - this.fromMs) / dayMs));
    const lead = leadAt(place);
    const stated = columns.detail?.sourceSeverity[row] ?? 0;
    const sourceSeverity = stated >= 1 && stated <= 6 ? stated : Number.NaN;
    const severity = rankOf(severityOf(this.policy, band, lead, sourceSeverity));
    const finding = findingKey(place, lead);
    if (this.findings.note(day, finding, { severity, band })) this.responses.ask({ columns, row, lead, day, finding });
  }
}

function rankOf(severity: SeverityName): number {
  return severityName.options.indexOf(severity);
}
