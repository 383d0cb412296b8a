import { expect, test } from "vitest";
import { classUid } from "../../../lib/event/classes.ts";
import { ReplayFindings } from "../../../lib/pipeline/replay-findings.ts";
import { ReplayResponses } from "../../../lib/pipeline/replay-responses.ts";
import { newScoreBlock, viewScoreBlock } from "../../../lib/pipeline/score-block-layout.ts";
import { type NamedPlaybook, responsesOf } from "./responses-of.ts";

const playbook = (id: number, name: string, automatic: boolean): NamedPlaybook => ({
  ...{ id, name, automatic, enabled: true, action: "block_address", targetRole: "source" },
  match: { fromBand: "notify", families: [], techniques: [], detectors: [], entities: [] },
});

test("what several findings and playbooks ask for counts once for a target and a day, as done without people where one would", () => {
  const columns = viewScoreBlock(newScoreBlock(1));
  [columns.detail.entityHigh[0], columns.detail.entityLow[0]] = [0, 7];
  columns.detail.src[0] = 0;
  columns.detail.classUid[0] = classUid.authentication;
  const playbooks = [playbook(1, "ask", false), playbook(2, "act", true)];
  const [responses, findings] = [new ReplayResponses(playbooks), new ReplayFindings()];
  for (const [day, finding, band] of [
    [0, 1, 1],
    [0, 2, 3],
    [0, 3, 1],
    [1, 4, 2],
    [1, 5, 1],
  ] as const) {
    findings.note(day, finding, { severity: 2, band });
    responses.ask({ columns, row: 0, lead: "beacon", day, finding });
  }
  const names = new Map([["0000000000000007", "192.0.2.7"]]);
  expect(responsesOf(responses, findings, { playbooks, protectedPatterns: [], names })).toMatchObject({
    ...{ proposed: 1, automatic: 1 },
    playbooks: [
      { id: 1, proposed: 1, automatic: 0 },
      { id: 2, proposed: 0, automatic: 1 },
    ],
    targets: [{ action: "block_address", name: "192.0.2.7", proposed: 1, automatic: 1 }],
  });
});
