/** Words of changes that can be taken back. */
export const undoText = {
  undo: "Undo",
  key: "z",
  undone: (what: string) => `Taken back: ${what}`,
  notUndone: "Not taken back",
  close: "Dismiss",
} as const;
