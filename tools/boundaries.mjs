// What may import what (dependency-cruiser). Each rule says why it is there; tests/boundaries.test.ts plants a fault
// against every one of them and expects it to be found.

/** The core's stages in the order of the flow. A stage may import itself and earlier ones. */
const stages = [
  "stats",
  "event",
  "normalise",
  "features",
  "models",
  "detectors",
  "explain",
  "thresholds",
  "alerts",
  "responses",
  "pipeline",
  "simulation",
  "record",
  "contracts",
  "training",
];

const tests = "\\.test\\.tsx?$";
const production = "^(app|components|lib|server|worker)/";

const stageOrder = stages.slice(0, -1).map((stage, index) => ({
  name: `lib-${stage}-before-later-stages`,
  severity: "error",
  comment:
    "Events flow one way through the core: a stage that knew a later one could not be tested, replaced or replayed without it. The wire format (contracts) describes the stages, they do not know it; training alone comes after it, as it composes them all and writes the cards that it describes.",
  from: { path: `^lib/${stage}/`, pathNot: tests },
  to: { path: `^lib/(${stages.slice(index + 1).join("|")})/` },
}));

export default {
  forbidden: [
    {
      name: "lib-imports-zod-alone",
      severity: "error",
      comment:
        "The core decides; it runs in the browser, in a worker and in a benchmark alike and gives the same bytes everywhere. Frameworks, databases and Node's own modules would tie it to one place.",
      from: { path: "^lib/", pathNot: tests },
      to: { pathNot: "^lib/|^node_modules/zod/" },
    },
    {
      name: "lib-knows-its-stages",
      severity: "error",
      comment: "A folder of lib that is not in the order of the flow would be bound by no rule at all.",
      from: { path: "^lib/", pathNot: `^lib/(${stages.join("|")})/` },
      to: {},
    },
    ...stageOrder,
    {
      name: "components-never-import-server",
      severity: "error",
      comment:
        "Components run in the browser: what they import is shipped to it. They get data through the API, and types from lib/contracts.",
      from: { path: "^components/" },
      to: { path: "^(server|worker|app|scripts)/" },
    },
    {
      name: "components-know-no-node",
      severity: "error",
      comment: "Node's own modules do not exist in a browser.",
      from: { path: "^components/", pathNot: tests },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "server-knows-no-ui",
      severity: "error",
      comment:
        "Operations are called by pages, by the worker and by tests. One that knew its caller could serve only that one.",
      from: { path: "^server/" },
      to: { path: "^(app|components|worker)/" },
    },
    {
      name: "worker-knows-no-ui",
      severity: "error",
      comment: "The worker runs without the dashboard.",
      from: { path: "^worker/" },
      to: { path: "^(app|components)/" },
    },
    {
      name: "app-knows-no-worker",
      severity: "error",
      comment: "Pages ask operations of server; the scoring loop belongs to the worker's process alone.",
      from: { path: "^app/" },
      to: { path: "^worker/" },
    },
    {
      name: "database-belongs-to-server",
      severity: "error",
      comment:
        "Queries in pages, routes and jobs cannot be found, tested or changed together, and one of them forgets the stream, the audit entry or the transaction. Operations of server are the one door.",
      from: { path: "^(app|components|worker)/", pathNot: tests },
      to: { path: "^node_modules/(pg|pg-[^/]+|prisma|@prisma/[^/]+)/|^server/db/generated/" },
    },
    {
      name: "no-development-packages-in-production",
      severity: "error",
      comment: "An installation without development packages would stop at this import.",
      from: { path: production, pathNot: tests },
      to: { dependencyTypes: ["npm-dev"] },
    },
    {
      name: "no-undeclared-packages",
      severity: "error",
      comment: "A package that only another package brings along disappears with that one's next version.",
      from: { path: `${production}|^(scripts|testing|bench|e2e|tests)/` },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-tests-in-production",
      severity: "error",
      comment: "What serves tests (fixtures, throw-away servers) must not be reachable in a running system.",
      from: { path: production, pathNot: tests },
      to: { path: `${tests}|^(testing|tests|e2e|bench)/` },
    },
    {
      name: "no-scripts-in-production",
      severity: "error",
      comment:
        "Scripts start processes and hold the superuser's password; a process that is started by them has neither.",
      from: { path: production, pathNot: tests },
      to: { path: "^scripts/" },
    },
    {
      name: "no-cycles",
      severity: "error",
      comment: "Files of a cycle can be understood, loaded and tested only together.",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-unresolved-imports",
      severity: "error",
      comment: "An import that leads nowhere would be passed over by every other rule.",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "^node_modules/|^server/db/generated/" },
    exclude: { path: "^\\.next/|\\.css$" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
    },
  },
};
