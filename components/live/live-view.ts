import { useUrlParams } from "../url/use-url-params.ts";

export const rangeMinutes = [1, 5, 15, 60] as const;
type RangeMinutes = (typeof rangeMinutes)[number];

export interface LiveView {
  readonly minutes: RangeMinutes;
  /** End of a view that stands still, ms; null while it follows time. */
  readonly pausedAt: number | null;
  readonly asTable: boolean;
  readonly order: "highest" | "latest";
  readonly eventId: number | null;
}

/** What a query part of the address says about the Live page; what makes no sense counts as not said. */
export function parseLiveView(params: URLSearchParams): LiveView {
  const minutes = Number(params.get("minutes"));
  const at = Date.parse(params.get("at") ?? "");
  const event = params.get("event") ?? "";
  return {
    minutes: rangeMinutes.find((range) => range === minutes) ?? 5,
    pausedAt: Number.isFinite(at) ? at : null,
    asTable: params.get("view") === "table",
    order: params.get("order") === "latest" ? "latest" : "highest",
    eventId: /^\d{1,15}$/.test(event) ? Number(event) : null,
  };
}

/** The Live view in the address, and its changes. */
export function useLiveView() {
  const { params, change } = useUrlParams();
  return {
    view: parseLiveView(params),
    setMinutes: (minutes: number) => change({ minutes: minutes === 5 ? null : String(minutes) }),
    pauseAt: (ms: number | null) => change({ at: ms === null ? null : new Date(ms).toISOString() }),
    setTable: (asTable: boolean) => change({ view: asTable ? "table" : null }),
    setOrder: (order: LiveView["order"]) => change({ order: order === "latest" ? "latest" : null }),
    openEvent: (id: number) => change({ event: String(id) }, "push"),
    closeEvent: () => change({ event: null }),
  };
}

/** What to ask the API for: a view that stands still may have begun longer ago than its own range. */
export function minutesToAsk({ minutes, pausedAt }: Pick<LiveView, "minutes" | "pausedAt">, openedAt: number): number {
  if (pausedAt === null) return minutes;
  const reach = (openedAt - pausedAt) / 60_000 + minutes;
  return rangeMinutes.find((range) => range >= reach) ?? 60;
}
