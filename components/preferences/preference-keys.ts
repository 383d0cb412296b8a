/** Names in the browser's storage; also read by the script in the page's head. */
export const preferenceKeys = { density: "tideline-density", zone: "tideline-zone" } as const;
