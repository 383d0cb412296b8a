/** Words of changes that can be taken back. */
export const undoText = {
  undo: "Undo",
  key: "z",
  undone: (what: string) => `Taken back: ${what}`,
  notUndone: "Not taken back",
  running: "The change still runs. It can be taken back as soon as it is done.",
  close: "Dismiss",
} as const;
