/** The words of the Policies page. */
export const policiesText = {
  title: "Policies",
  parts: "Parts of Policies",
  loading: "Loading policies",
  loadingTab: "Loading this part",
  none: "No policy yet: scoring has not begun with this stream.",
  versions: "Versions and drafts",
  drafts: "Drafts",
  noDrafts: "None. Whoever may draft begins one with Edit.",
  live: "live",
  waiting: "on its way",
  retired: "retired",
  draft: "draft",
  edit: "Edit",
  editHint: "Begins a draft from the live version. Nothing counts before an admin publishes it.",
  restore: "Bring back",
  publish: "Publish",
  ask: "Ask for it",
  askHint:
    "It lets more through, so a second person decides: another admin with a second factor. Until then nothing changes.",
  demoHint:
    "It lets more through. In the demonstration that takes effect at once; on main a second person would decide.",
  discard: "Discard",
  discardTitle: "Discard this draft?",
  discardHint: "It goes off the list. The record of changes keeps it.",
  publishReason: "Why? Everyone reads this beside the chart.",
  saved: "Saved",
  saving: "Saving",
  unsaved: "Not saved yet",
  scopes: "Thresholds by scope",
  scopesTable: "Scopes and their thresholds",
  scopesHint: "The first scope that fits judges an event, from top to bottom.",
  everythingElse: "Everything else",
  addScope: "Add a scope",
  scopeName: "Name",
  removeScope: "Remove",
  moveUp: "Earlier",
  moveDown: "Later",
  classes: "Event classes",
  sources: "Sources",
  group: "Group",
  anyClass: "any class",
  anySource: "any source",
  anyGroup: "any entity",
  notifyRule: "How notify is set",
  fixed: "by people",
  neymanPearson: "by a bound on false alarms (Neyman-Pearson)",
  guarded: "guarded, by verdicts",
  target: "Normal events that may reach notify",
  rail: "Rails, either way",
  capacity: "What people can look at",
  spotCheckShare: "Spot checks",
  judgedShare: "Verdicts that count",
  alpha: "False alarms at most",
  confidence: "Confidence",
  untilThen: "Until there is data enough",
  inherit: "as everything else",
  off: "off",
  own: "own",
  score: "score",
  oneIn: "1 normal event in",
  severity: "severity",
  histogram: "Scores of the period",
  histogramHint: "Each line to the right is ten times rarer. Heights are logarithmic.",
  consequences: "What it would have led to",
  alertsADay: "alerts a day",
  alertsSoFar: "alerts in the period",
  asLive: "as live",
  proposed: "proposed to people",
  automatic: "done without people",
  events: "events over notify",
  bySeverity: "Alerts by severity",
  bySource: "By source",
  byHour: "Over time",
  alertsAre:
    "Alerts: findings of the same detector, origin and technique count once a day, also those that a flood folds into a few. Scores stay as they were.",
  byPlaybook: "By playbook",
  whom: "To whom",
  where: "Where and whom",
  changes: "Changes",
  noChanges: "Nothing differs from the live version.",
  groups: "Entity groups",
  addGroup: "Add a group",
  groupName: "Name",
  groupMembers: "Members, one a line: names, addresses or ranges like 10.20.0.0/16",
  exceptions: "Exceptions",
  exceptionsHint:
    "What an exception covers is in no band until it ends: it is scored, stored and counted, and raises nothing.",
  addException: "Add an exception",
  addSuggested: "Add",
  noExceptions: "None.",
  entities: "Entities",
  anyEntity: "any entity",
  reason: "Why",
  ends: "Ends",
  ended: "ended",
  endsIn: "Ends after",
  keepEnd: "as it is",
  hours: "Only within hours",
  days: "Days",
  from: "from",
  to: "to",
  zone: "by the clocks of",
  minutesADay: "minutes of people a day",
  minutesSoFar: "minutes of people in it",
  minutesEach: "minutes for an alert",
  known: "Alerts that people have judged",
  falseGone: "judged false or benign that would not be raised",
  trueGone: "true positives that would not be raised",
  excepted: "kept out by exceptions",
  exact: "Exact: bands, severities, exceptions, and which judged alerts would still have an event in a band.",
  shadow: "shadow",
  putInShadow: "Put in shadow",
  endShadow: "End the shadow",
  shadowHint: "It does nothing; what it would have done since then is beside what happened.",
  sinceShadow: "since",
  computing: "Computing",
  stale: "Computing; below is what stood here before",
  notComputed: "Not computed until this is put right:",
  blocked: "Not computed until what is marked red is put right; below is what stood here before",
  period: "Period",
  upToDate: "Bring up to date",
  upToDateTitle: "Bring the draft up to date?",
  takeTheirs: "Take theirs",
  keepMine: "Keep mine",
  readOnly: "Your role reads policies.",
  noEvents: "No scored events in this period.",
} as const;

/** Where notify stands in a preview. */
export const previewedNotify = {
  set: "Notify stands where it is set.",
  recorded: "Notify moves as it was recorded to: the rule is that of the live version.",
  estimated: "Notify is simulated: estimated as it would have been, block by block.",
  anchor: "The guard is not simulated: notify stands at its anchor. Verdicts would have moved it from there.",
} as const;

/** What each way of setting notify means, in one sentence. */
export const ruleWords = {
  fixed: "It stands where you put it, and nothing moves it.",
  neymanPearson:
    "It is estimated from the scores of what is taken as normal, so that false alarms keep to a bound; nobody's verdict moves it.",
  guarded:
    "It begins at notify below and follows what people judge to be normal, in small steps, within rails that it leaves only when two people agree.",
} as const;

export const bandWords = {
  notify: "people are told",
  approve: "a response is proposed",
  auto: "done without people",
} as const;

export const policiesSentences = {
  realised: (share: string) => `over notify ${share},`,
  target: (share: string) => `target ${share}`,
  realisedAbout: (events: number, flagged: number) =>
    `While it was in force ${flagged.toLocaleString("en")} of ${events.toLocaleString("en")} events reached notify: attacks and false alarms alike, whether judged or not.`,
  version: (version: number) => `Version ${version}`,
  publishTitle: (version: number) => `Publish as version ${version}?`,
  askTitle: (version: number) => `Ask for version ${version}?`,
  basedOn: (version: number) => `begun from version ${version}`,
  overtaken: (version: number, author: string) =>
    `${author} published version ${version} meanwhile. Bring the draft up to it before it can be published:`,
  conflicts: (count: number) =>
    count === 1
      ? "One field was changed by both: yours is kept."
      : `${count} fields were changed by both: yours are kept.`,
  changedBy: (who: string) => `${who} changed this draft while you did.`,
  checked: (compared: number, different: number) =>
    compared === 0
      ? "Nothing was judged in this period."
      : different === 0
        ? `Checked: judged again by the version that was live then, all ${compared.toLocaleString("en")} events come out as they did.`
        : `${different.toLocaleString("en")} of ${compared.toLocaleString("en")} events come out otherwise than they did, judged again by the version that was live then.`,
  exceptionFor: (alert: number) => `Exception after alert ${alert}`,
  afterAlert: (alert: number, title: string) => `After alert ${alert}: ${title}`.slice(0, 1000),
  suggested: (days: number) => `Suggested by what was closed as false in the last ${days} days: each would have`,
  suggestion: (removes: number, loses: number) =>
    loses === 0
      ? `removed ${removes} false alerts, lost no true one`
      : `removed ${removes} false alerts, lost ${loses} true`,
  suggestedReason: (removes: number, days: number) => `${removes} alerts closed as false within ${days} days`,
  covered: (events: number) => `${events.toLocaleString("en")} covered so far`,
  inShadow: (by: string) => `in shadow, put there by ${by}`,
  ofJudged: (gone: number, judged: number) => `${gone.toLocaleString("en")} of ${judged.toLocaleString("en")}`,
  andMore: (count: number) => `and ${count.toLocaleString("en")} more`,
  coarse: (count: number) =>
    `Of the newest ${count.toLocaleString("en")} events no techniques are known until they are stored in bulk.`,
  ofHour: (hour: string, { notify, approve, auto }: Readonly<Record<"notify" | "approve" | "auto", number>>) =>
    `${hour}: ${notify} events in notify, ${approve} in approve, ${auto} in auto`,
  notReplayed: (names: readonly string[]) =>
    `Not counted: ${names.join(", ")}. Stored scores do not say whom ${names.length === 1 ? "it acts" : "they act"} on.`,
  kept: (count: number) => `The protected list would have stopped ${count.toLocaleString("en")} more.`,
  took: (events: number, ms: number) => `${events.toLocaleString("en")} events in ${(ms / 1000).toFixed(1)} s`,
} as const;

export const periods = [
  { hours: 1, label: "1 h" },
  { hours: 24, label: "24 h" },
  { hours: 168, label: "7 d" },
  { hours: 720, label: "30 d" },
] as const;
