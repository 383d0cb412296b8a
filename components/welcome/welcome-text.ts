/** Words of the guided first run. */
export const welcomeText = {
  title: "Connect a source",
  about: "From a log to a score in three steps",
  keyTitle: "1  A key",
  keyWhy: "Whatever sends events shows a key. This one may send to main and do nothing else.",
  keyName: "Name of the source",
  keyNameFirst: "first source",
  makeKey: "Make a key",
  secretLabel: "The key",
  secretOnce: "It is shown this once and stored nowhere. It is in the commands below until you leave this page.",
  mayNot:
    "Keys are made by administrators. Ask one of yours for a key with the scope ingest, and put it here to have it in the commands.",
  haveKey: "I have a key",
  placeholder: "$KEY",
  sendTitle: "2  Send something",
  kinds: "Kind of source",
  command: (kind: string) => `Command for ${kind}`,
  runs: "Runs in bash as it stands, with curl. In a path of your own, change the path.",
  seeTitle: "3  See it scored",
  waiting: "Waiting for an event in main. It appears here by itself.",
  arrived: "It arrived, and this is its score with what made it.",
  early:
    "A young stream has no habits yet: the first scores are low and say how sure they are. They sharpen as references are learnt, from a few hundred events on.",
  toLive: "Watch main live",
  loading: "Loading",
} as const;
