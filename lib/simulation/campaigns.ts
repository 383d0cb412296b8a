import { drawExponential, pick } from "../stats/draw.ts";
import type { Stage } from "./stage.ts";
import { stories } from "./stories/all-stories.ts";
import type { Campaign, Story } from "./stories/story.ts";

/** When attacks begin. */
export interface CampaignPlan {
  /** The first story begins so long after the start, ms. */
  readonly firstAfterMs: number;
  /** Until each story was played once, the next begins so much later, ms. */
  readonly introductionGapMs: number;
  /** After that they come by chance, with this mean distance, ms. */
  readonly meanGapMs: number;
  /** What is played; the stories of the demonstration unless given. */
  readonly stories?: readonly Story[];
}

/** Live: something to see within the first minute, everything within a quarter of an hour, then a few an hour. */
export const defaultCampaignPlan: CampaignPlan = {
  firstAfterMs: 8_000,
  introductionGapMs: 240_000,
  meanGapMs: 1_500_000,
};

/** Plays the stories one after another, and then again and again with other actors; they may overlap. */
export function scheduleCampaigns(stage: Stage, startTime: number, plan: CampaignPlan): void {
  const random = stage.random.fork("campaigns");
  const played = plan.stories ?? stories;
  const begin = (number: number) => (time: number) => {
    const story = played[number] ?? pick(random, played);
    startCampaign(stage, story, { name: `${story.name}-${number + 1}`, time });
    const gapMs = number + 1 < played.length ? plan.introductionGapMs : drawExponential(random, plan.meanGapMs);
    stage.at(Math.ceil(time + gapMs), begin(number + 1));
  };
  stage.at(startTime + plan.firstAfterMs, begin(0));
}

interface Beginning {
  /** Of the run, once in a generator. */
  readonly name: string;
  readonly time: number;
}

/** Begins the story of that name. */
export function beginStory(stage: Stage, name: string, beginning: Beginning): void {
  const story = stories.find((one) => one.name === name);
  if (story === undefined) throw new RangeError(`There is no story ${name}.`);
  startCampaign(stage, story, beginning);
}

function startCampaign(stage: Stage, story: Story, { name, time }: Beginning): void {
  const random = stage.random.fork(name);
  const campaign = story.begin(stage.sceneAt(time, random, { campaign: name, step: null }));
  playFrom(stage, { story, campaign, name, random }, 0, time);
}

interface Play {
  readonly story: Story;
  readonly campaign: Campaign;
  readonly name: string;
  readonly random: Stage["random"];
}

function playFrom(stage: Stage, play: Play, index: number, time: number): void {
  const step = play.story.steps[index];
  if (step === undefined) return;
  const footholds = play.campaign.footholds(index);
  // Somebody took away what this step goes through: the attacker has nothing to go on with.
  if (stage.isStopped(footholds)) return;
  const scene = stage.sceneAt(time, play.random, { campaign: play.name, step: step.id }, footholds);
  const busyMs = play.campaign.play(index, scene);
  const dwellMs = step.dwellMs * (1 + step.jitter * (2 * play.random.fraction() - 1));
  stage.at(Math.ceil(time + busyMs + dwellMs), (later) => playFrom(stage, play, index + 1, later));
}
