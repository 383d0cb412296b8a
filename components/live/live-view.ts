import { liveRanges, type TimeRange } from "../../lib/contracts/live-range.ts";
import { useUrlParams } from "../url/use-url-params.ts";

type RangeMinutes = (typeof liveRanges)[number];

export interface LiveView {
  readonly minutes: RangeMinutes;
  /** A range of its own, ms; null while the view ends now, or where it was paused. */
  readonly fixed: TimeRange | null;
  /** End of a view that stands still, ms; null while it follows time. */
  readonly pausedAt: number | null;
  /** What the chart is narrowed to; null: all. */
  readonly source: number | null;
  readonly classUid: number | null;
  readonly entity: string | null;
  readonly asTable: boolean;
  readonly order: "highest" | "latest";
  readonly eventId: number | null;
}

const usualMinutes = 5;
const longestMs = 31 * 86_400_000;

function wholeNumber(text: string | null): number | null {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function fixedOf(params: URLSearchParams): TimeRange | null {
  const from = Date.parse(params.get("from") ?? "");
  const to = Date.parse(params.get("to") ?? "");
  return to > from && to - from <= longestMs ? { from, to } : null;
}

/** What a query part of the address says about the Live page; what makes no sense counts as not said. */
export function parseLiveView(params: URLSearchParams): LiveView {
  const minutes = Number(params.get("minutes"));
  const at = Date.parse(params.get("at") ?? "");
  const entity = params.get("entity") ?? "";
  return {
    minutes: liveRanges.find((range) => range === minutes) ?? usualMinutes,
    fixed: fixedOf(params),
    pausedAt: Number.isFinite(at) ? at : null,
    source: wholeNumber(params.get("source")),
    classUid: wholeNumber(params.get("class")),
    entity: /^[0-9a-f]{16}$/.test(entity) ? entity : null,
    asTable: params.get("view") === "table",
    order: params.get("order") === "latest" ? "latest" : "highest",
    eventId: wholeNumber(params.get("event")),
  };
}

const iso = (ms: number) => new Date(ms).toISOString();
const text = (value: number | null) => (value === null ? null : String(value));

/** The Live view in the address, and its changes. */
export function useLiveView() {
  const { params, change } = useUrlParams();
  return {
    view: parseLiveView(params),
    /** The last minutes, following time. */
    setMinutes: (minutes: number) =>
      change({ minutes: minutes === usualMinutes ? null : String(minutes), from: null, to: null, at: null }),
    setFixed: ({ from, to }: TimeRange) => change({ from: iso(from), to: iso(to), at: null }, "push"),
    follow: () => change({ from: null, to: null, at: null }),
    pauseAt: (ms: number | null) => change({ at: ms === null ? null : iso(ms) }),
    setSource: (source: number | null) => change({ source: text(source) }),
    setClass: (classUid: number | null) => change({ class: text(classUid) }),
    setEntity: (entity: string | null) => change({ entity }, "push"),
    showAll: () => change({ source: null, class: null, entity: null }),
    setTable: (asTable: boolean) => change({ view: asTable ? "table" : null }),
    setOrder: (order: LiveView["order"]) => change({ order: order === "latest" ? "latest" : null }),
    openEvent: (id: number) => change({ event: String(id) }, "push"),
    closeEvent: () => change({ event: null }),
  };
}

/** The range of a view that stands still; null while it follows time. */
export function standingRange({ fixed, pausedAt, minutes }: LiveView): TimeRange | null {
  if (fixed !== null) return fixed;
  return pausedAt === null ? null : { from: pausedAt - minutes * 60_000, to: pausedAt };
}

/** Length of what is shown, ms. */
export function spanOf({ fixed, minutes }: Pick<LiveView, "fixed" | "minutes">): number {
  return fixed === null ? minutes * 60_000 : fixed.to - fixed.from;
}

/** Whether it shows a part of the stream only. */
export function isNarrowed({ source, classUid, entity }: LiveView): boolean {
  return source !== null || classUid !== null || entity !== null;
}
