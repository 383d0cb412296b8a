/** A change that was made and can still be taken back. */
export interface UndoOffer {
  readonly id: string;
  /** What was done, as a sentence of the past: "Alert 12 acknowledged". */
  readonly text: string;
  /** Sends what takes the change back. */
  readonly undo: () => Promise<unknown>;
}

/** The offers that are open, the newest last. An offer is taken once, whoever asks: button and key may race. */
export interface UndoStack {
  readonly push: (offer: UndoOffer) => void;
  /** The offer with this id, or the newest; it is no longer on offer then. */
  readonly take: (id?: string) => UndoOffer | null;
  /** No longer on offer. */
  readonly drop: (id: string) => void;
  /** The offer that the key would take; null where there is none. */
  readonly newestId: () => string | null;
  /** Calls back whenever another offer may be the newest; answers what ends that. */
  readonly subscribe: (changed: () => void) => () => void;
}

export function createUndoStack(): UndoStack {
  let offers: readonly UndoOffer[] = [];
  const listeners = new Set<() => void>();
  const keep = (next: readonly UndoOffer[]) => {
    offers = next;
    for (const changed of listeners) changed();
  };
  const others = (id: string) => offers.filter((offer) => offer.id !== id);
  const drop = (id: string) => keep(others(id));
  return {
    push: (offer) => keep([...others(offer.id), offer]),
    take: (id) => {
      const offer = id === undefined ? offers.at(-1) : offers.find((known) => known.id === id);
      if (offer !== undefined) drop(offer.id);
      return offer ?? null;
    },
    drop,
    newestId: () => offers.at(-1)?.id ?? null,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => {
        listeners.delete(changed);
      };
    },
  };
}
