import { createRandom, type Random } from "../../lib/stats/random.ts";

/** In what a flood's one real attack differs from its decoys; `nothing`: it copies one of them. */
export type Difference = "technique" | "group" | "nothing";

export interface FloodPlan {
  readonly seed: number;
  readonly decoys: number;
  readonly templates: number;
  /** Techniques that the templates share. */
  readonly techniques: number;
  readonly origins: number;
  readonly differs: Difference;
  /** Templates but the first few have one event each, so that nothing is rarer than they are. */
  readonly rareLanes: boolean;
  readonly startMs: number;
}

/** What an intrusion detector says of one event. */
interface Template {
  readonly title: string;
  readonly technique: string;
}

export interface FloodRecord {
  readonly template: Template;
  readonly origin: string;
  readonly target: string;
  readonly severity: 4 | 5;
  readonly timeMs: number;
}

export const groupName = "Crown jewels";
export const groupHost = "vault-01";
export const attackEvents = 12;
const minutes = 10;
const attackTechnique = "T1486";
const below = (random: Random, count: number) => Math.floor(random.fraction() * count);

/** Decoys never come from here. */
export const attackOrigin = (seed: number) => `203.0.113.${seed}`;

function templatesOf(plan: FloodPlan): Template[] {
  return Array.from({ length: plan.templates }, (_, i) => ({
    title: `Decoy ${plan.seed}.${i}`,
    technique: `T${2000 + (i % plan.techniques)}`,
  }));
}

/** Some templates come in masses and some hardly at all: the attacker chooses how steeply. */
function drawTemplate(plan: FloodPlan, random: Random): () => number {
  const steepness = 1.5 * random.fraction();
  const shares = Array.from({ length: plan.templates }, (_, i) => 1 / (i + 1) ** steepness);
  const sums: number[] = [];
  for (const share of shares) sums.push((sums.at(-1) ?? 0) + share);
  const all = sums.at(-1) ?? 1;
  return () => {
    const at = random.fraction() * all;
    return sums.findIndex((sum) => at < sum);
  };
}

function attackOf(plan: FloodPlan, copied: Template): Pick<FloodRecord, "template" | "target" | "origin"> {
  const origin = attackOrigin(plan.seed);
  if (plan.differs === "technique") {
    return { template: { title: "Files are encrypted", technique: attackTechnique }, target: "desk-7", origin };
  }
  return { template: copied, target: plan.differs === "group" ? groupHost : "desk-7", origin };
}

/** The records of a flood in their order: decoys that score as high as the attack or higher, and the attack among them. */
export function* floodRecords(plan: FloodPlan): Generator<FloodRecord> {
  const random = createRandom(`flood/${plan.seed}`);
  const templates = templatesOf(plan);
  const [copied = { title: "", technique: "" }] = templates;
  const attack = attackOf(plan, copied);
  const draw = drawTemplate(plan, random);
  const every = Math.floor(plan.decoys / attackEvents);
  const first = below(random, every);
  for (let i = 0; i < plan.decoys; i += 1) {
    const timeMs = plan.startMs + Math.floor((i * minutes * 60_000) / plan.decoys);
    if (i % every === first && i < every * attackEvents) yield { ...attack, severity: 4, timeMs };
    const rare = plan.rareLanes && i < plan.templates;
    const template = templates[rare ? i : plan.rareLanes ? 0 : draw()] ?? copied;
    const origin = below(random, plan.origins);
    yield {
      template,
      origin: `10.${plan.seed}.${Math.floor(origin / 250)}.${1 + (origin % 250)}`,
      target: `desk-${below(random, 40)}`,
      severity: random.fraction() < 0.5 ? 4 : 5,
      timeMs,
    };
  }
}

/** As OCSF, without an id of its own: repetition is no duplicate. */
export function writeRecord({ template, origin, target, severity, timeMs }: FloodRecord): string {
  return JSON.stringify({
    class_uid: 2004,
    activity_id: 1,
    time: timeMs,
    severity_id: severity,
    finding_info: { title: template.title },
    attacks: [{ technique: { uid: template.technique } }],
    src_endpoint: { ip: origin },
    device: { hostname: target },
  });
}
