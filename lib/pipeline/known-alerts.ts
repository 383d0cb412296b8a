/** Alerts that people have judged, each with its events: which of them a policy would still raise. */
export interface KnownAlerts {
  /** Places of the alerts, by the offset of each of their events. */
  readonly byOffset: ReadonlyMap<number, readonly number[]>;
  readonly count: number;
}

/** Which of the known alerts have an event in a band. */
export class KeptAlerts {
  private readonly kept: Uint8Array;

  constructor(private readonly known: KnownAlerts) {
    this.kept = new Uint8Array(known.count);
  }

  /** The event at the offset is in a band. */
  flag(offset: number): void {
    const places = this.known.byOffset.get(offset);
    if (places !== undefined) for (const place of places) this.kept[place] = 1;
  }

  has(place: number): boolean {
    return this.kept[place] === 1;
  }
}
