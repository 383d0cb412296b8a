"use client";

import { type ComponentType, type ReactNode, Suspense, use } from "react";

/** A part of a page that is not in its first load. */
interface FetchedLater<Props> {
  readonly Part: ComponentType<Props>;
  /** Fetches it ahead; see `useFetchAhead`. */
  readonly fetch: () => Promise<unknown>;
}

/**
 * Leaves a part out of the first load of a page. Once fetched it is drawn at once, in the same render: with React's own
 * `lazy` it would be missing for a moment even then, and a key pressed in that moment would go to what lies beneath.
 */
export function fetchedLater<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  fallback: ReactNode = null,
): FetchedLater<Props> {
  let fetched: ComponentType<Props> | null = null;
  let pending: Promise<ComponentType<Props>> | null = null;
  const fetchOnce = async () => {
    try {
      fetched = await load();
      return fetched;
    } catch (error) {
      pending = null; // what could not be fetched is asked for again the next time
      throw error;
    }
  };
  const fetch = () => {
    pending ??= fetchOnce();
    return pending;
  };
  function Fetched(props: Props) {
    const Shown = fetched ?? use(fetch());
    return <Shown {...props} />;
  }
  function Part(props: Props) {
    return (
      <Suspense fallback={fallback}>
        <Fetched {...props} />
      </Suspense>
    );
  }
  return { Part, fetch };
}
