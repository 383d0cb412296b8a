import fc from "fast-check";
import { expect, test } from "vitest";
import { classUid, familyOf } from "../event/classes.ts";
import { nameKind } from "../features/text-ids.ts";
import { isAutomatic, type MatchedAlert, type PlaybookRule, targetsOf } from "../responses/match-playbook.ts";
import { hashText } from "../stats/hash.ts";
import { ReplayFindings } from "./replay-findings.ts";
import { ReplayResponses } from "./replay-responses.ts";
import { newScoreBlock, noEntity, viewScoreBlock } from "./score-block-layout.ts";
import { techniqueCode } from "./technique-code.ts";

const addresses = ["192.0.2.1", "192.0.2.2", "192.0.2.3"];
const idOf = (name: string) => {
  const id = new Uint32Array(2);
  hashText(nameKind.address, name, id, 0);
  return id;
};
const hexOf = (name: string) => [...idOf(name)].map((half) => half.toString(16).padStart(8, "0")).join("");
const codeOf = (technique: string) => {
  const id = new Uint32Array(2);
  hashText(nameKind.word, technique, id, 0);
  return technique === "" ? 0 : techniqueCode(id[1] ?? 0);
};

const eventArbitrary = fc.record({
  finding: fc.integer({ min: 0, max: 3 }),
  band: fc.constantFrom<1 | 2 | 3>(1, 2, 3),
  source: fc.constantFrom(...addresses, ""),
});
/** What all events of a finding have in common. */
const findingArbitrary = fc.record({
  lead: fc.constantFrom<"failure-burst" | "beacon">("failure-burst", "beacon"),
  technique: fc.constantFrom("", "T1110", "T1110.003", "T1078"),
  classUid: fc.constantFrom(classUid.authentication, classUid.email),
});
const listOf = (...values: string[]) => fc.subarray(values, { maxLength: 1 });
const ruleArbitrary: fc.Arbitrary<PlaybookRule> = fc.record({
  enabled: fc.boolean(),
  automatic: fc.boolean(),
  match: fc.record({
    fromBand: fc.constantFrom<"notify" | "approve" | "auto">("notify", "approve", "auto"),
    families: listOf("authentication", "email"),
    techniques: listOf("T1110", "T1110.003"),
    detectors: listOf("failure-burst", "beacon"),
    entities: fc.constant([]),
  }),
  action: fc.constant("block_address"),
  targetRole: fc.constantFrom<"source" | "message">("source", "message"),
});

type Finding = { lead: "failure-burst" | "beacon"; technique: string; classUid: number };

function blockOf(events: readonly { source: string; finding: number }[], findings: readonly Finding[]) {
  const columns = viewScoreBlock(newScoreBlock(addresses.length));
  for (const [place, name] of addresses.entries()) {
    [columns.detail.entityHigh[place], columns.detail.entityLow[place]] = [idOf(name)[0] ?? 0, idOf(name)[1] ?? 0];
  }
  for (const [row, { source, finding }] of events.entries()) {
    const place = addresses.indexOf(source);
    columns.detail.src[row] = place < 0 ? noEntity : place;
    columns.detail.classUid[row] = findings[finding]?.classUid ?? 0;
    columns.detail.what[row] = codeOf(findings[finding]?.technique ?? "");
  }
  return columns;
}

test("playbooks are answered on stored rows as they are on the alerts that these rows made", () => {
  fc.assert(
    fc.property(
      fc.array(eventArbitrary, { maxLength: 12 }),
      fc.array(findingArbitrary, { minLength: 4, maxLength: 4 }),
      ruleArbitrary,
      (events, findings, rule) => {
        const columns = blockOf(events, findings);
        const [responses, noted] = [new ReplayResponses([rule]), new ReplayFindings()];
        for (const [row, { finding, band }] of events.entries()) {
          noted.note(0, finding, { severity: 2, band });
          responses.ask({ columns, row, lead: findings[finding]?.lead ?? "beacon", day: 0, finding });
        }
        const expected = findings.flatMap((finding, number) => {
          const own = events.filter((event) => event.finding === number);
          const alert: MatchedAlert = {
            band: own.reduce<1 | 2 | 3>((most, { band }) => (band > most ? band : most), 1),
            family: familyOf(finding.classUid),
            techniques: finding.technique === "" ? [] : [finding.technique],
            detectors: [finding.lead],
            targets: own.flatMap(({ source: name }) =>
              name === "" ? [] : [{ kind: "address", name, role: "source", entityId: hexOf(name) }],
            ),
          };
          return targetsOf(rule, alert).map(({ name }) => `${hexOf(name)} ${isAutomatic(rule, alert)}`);
        });
        const found = [...responses.found(noted)].map(({ target, automatic }) => `${target} ${automatic}`);
        expect(found.sort()).toEqual(expected.sort());
      },
    ),
  );
});
