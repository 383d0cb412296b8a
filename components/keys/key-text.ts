/** Words of the key help. */
export const keyText = {
  title: "Keyboard",
  close: "Close",
  everywhere: "Everywhere",
  goTo: "Go to",
  palette: "Search, go anywhere, do anything",
  help: "This help",
  undo: "Take the last change back",
} as const;
