/** Words of what waits for the person. */
export const waitingText = {
  ownAlerts: "Your new alerts",
  requests: "Requests to decide",
  spotChecks: "Spot checks",
  newAlerts: "New alerts that nobody has",
  title: "Waits for you",
  nothing: "Nothing waits for you.",
  waits: (count: number) =>
    count === 0 ? "Nothing waits for you" : `${count} ${count === 1 ? "waits" : "wait"} for you`,
  all: (count: number) => `All ${count}`,
} as const;
