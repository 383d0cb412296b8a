/**
 * Notes begun and not yet saved, by alert: going to another alert or page and back finds them again. Nobody else sees
 * them, because signing out loads the page anew.
 */
export const noteDrafts = new Map<number, string>();
