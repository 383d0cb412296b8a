import { useCallback, useEffect, useRef, useState } from "react";
import { type OpenAsks, openIdOf, withAsk, withoutAnswered } from "./open-asks.ts";

interface Seen {
  readonly addressed: number | null;
  readonly asks: OpenAsks;
}

/** The alert that a query part opens; null for none, or for what is no id. */
export function alertIdIn(params: URLSearchParams): number | null {
  const text = params.get("alert");
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

/** Which alert is open, at once and not when the address has come round; `ask` is called whenever that is changed. */
export function useOpenId(addressed: number | null) {
  const [seen, setSeen] = useState<Seen>({ addressed, asks: [] });
  // State that follows the address without an effect, so that no frame shows an alert that is no longer asked for.
  if (seen.addressed !== addressed) setSeen({ addressed, asks: withoutAnswered(seen.asks, addressed) });
  const openId = openIdOf(seen.asks, seen.addressed);
  const now = useRef(openId);
  useEffect(() => {
    now.current = openId;
  }, [openId]);
  const ask = useCallback((id: number | null) => {
    now.current = id;
    setSeen((last) => ({ ...last, asks: withAsk(last.asks, id, last.addressed) }));
  }, []);
  useEffect(() => {
    const onBack = () => ask(alertIdIn(new URLSearchParams(window.location.search)));
    window.addEventListener("popstate", onBack);
    return () => window.removeEventListener("popstate", onBack);
  }, [ask]);
  /** For handlers: two keys may come between two renderings. */
  const openIdNow = useCallback(() => now.current, []);
  return { openId, openIdNow, ask };
}
