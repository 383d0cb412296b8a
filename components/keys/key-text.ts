/** Words of the key help. */
export const keyText = {
  title: "Keyboard",
  close: "Close",
  everywhere: "Everywhere",
  goTo: "Go to",
  palette: "Search, go anywhere, do anything",
  /** Of a group, for those who hear it: the page's own part of the same name is another. */
  of: (title: string) => `${title}, keys`,
  help: "This help",
  undo: "Take the last change back",
} as const;
