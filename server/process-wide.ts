declare global {
  // A declaration of a global needs var.
  var tidelineProcessWide: Map<string, unknown> | undefined;
}

/**
 * One value for the whole process. Next bundles its own copies of these modules, so a module variable would exist
 * once in the server and once or more in the pages: two pools, two rate limits.
 */
export function processWide<T>(name: string, make: () => T): T {
  globalThis.tidelineProcessWide ??= new Map();
  const values = globalThis.tidelineProcessWide;
  if (!values.has(name)) values.set(name, make());
  // biome-ignore lint/plugin/no-type-assertion: the map is written here alone, under one name per type.
  return values.get(name) as T;
}

/** What another copy of our modules made under the name, if it did. */
export function findProcessWide<T>(name: string): T | undefined {
  // biome-ignore lint/plugin/no-type-assertion: as above.
  return globalThis.tidelineProcessWide?.get(name) as T | undefined;
}
