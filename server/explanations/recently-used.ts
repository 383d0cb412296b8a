/** What was read last, so that it need not be read again; what was asked for longest ago goes first. */
export interface RecentlyUsed<Value> {
  /** The value of the key, read by `read` unless it is known. A reading that fails is not kept. */
  get(key: string, read: () => Promise<Value>): Promise<Value>;
}

export function createRecentlyUsed<Value>(most: number): RecentlyUsed<Value> {
  const known = new Map<string, Promise<Value>>();
  return {
    get(key, read) {
      const found = known.get(key) ?? read();
      known.delete(key);
      known.set(key, found);
      found.catch(() => known.delete(key));
      if (known.size > most) {
        const oldest = known.keys().next();
        if (!oldest.done) known.delete(oldest.value);
      }
      return found;
    },
  };
}
