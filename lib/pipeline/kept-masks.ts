import type { ScopeMatcher } from "../thresholds/scope-matcher.ts";

/** Masks of classes and sources, asked of a matcher once each. Only a cache; it decides nothing. */
export class KeptMasks {
  private readonly classes = new Map<number, number>();
  private readonly sources = new Map<number, number>();

  constructor(
    private readonly matcher: ScopeMatcher,
    /** Names of log sources by id; a source never changes its name. */
    private names: ReadonlyMap<number, string>,
  ) {}

  /** More sources are known. */
  takeNames(names: ReadonlyMap<number, string>): void {
    if (names === this.names) return;
    this.names = names;
    this.sources.clear();
  }

  /** What takes events of the class from the source: one bit each. */
  of(classUid: number, source: number): number {
    return this.ofClass(classUid) & this.ofSource(source);
  }

  private ofClass(uid: number): number {
    const known = this.classes.get(uid);
    if (known !== undefined) return known;
    const mask = this.matcher.classMask(uid);
    this.classes.set(uid, mask);
    return mask;
  }

  private ofSource(id: number): number {
    const known = this.sources.get(id);
    if (known !== undefined) return known;
    const mask = this.matcher.sourceMask(this.names.get(id) ?? "");
    this.sources.set(id, mask);
    return mask;
  }
}
