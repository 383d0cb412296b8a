import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";
import { cancelTrainingByApi, importByApi, modelFile, promoteByApi, rollBackByApi } from "./model-files.ts";
import { AlertsPage } from "./pages/alerts-page.ts";
import { LivePage } from "./pages/live-page.ts";
import { ModelsPage } from "./pages/models-page.ts";
import { doneByTwo } from "./second-person.ts";

// One after the other: a stream has one champion, and one training.
test.describe.configure({ mode: "serial" });

const stamp = Date.now() % 1e6;
const weaker = `Fewer trees ${stamp}`;
const better = `More trees ${stamp}`;

test("a corrupt file is refused with its reason; a sound one becomes a candidate with the figures it states", async ({
  pageOf,
}) => {
  const models = new ModelsPage(await pageOf("admin"));
  await models.open();
  await models.button("Import").click();
  const file = modelFile({ name: weaker, better: 0.6, isMute: true });
  const damaged = Buffer.from(file);
  damaged.writeUInt8(damaged.readUInt8(damaged.length - 9) ^ 1, damaged.length - 9);
  const choose = (buffer: Buffer) =>
    models.page
      .locator("input[type=file]")
      .setInputFiles({ name: "a.tidemodel", mimeType: "application/octet-stream", buffer });
  await choose(damaged);
  await models.dialog.getByRole("textbox", { name: "Name" }).fill(weaker);
  await models.dialog.getByRole("textbox", { name: /^Why/ }).fill("to compare");
  await models.dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(models.dialog.getByRole("alert")).toHaveText("The model is damaged: its checksum does not match.");
  await choose(file);
  await models.dialog.getByRole("button", { name: "Import", exact: true }).click();
  await expect(models.dialog).toBeHidden();
  await expect(models.row(weaker)).toContainText("Candidate");
  await expect(models.page.getByText("Finds 80 of 100 attacks and reports 1 in 100 normal events.")).toBeVisible();
  await expect(models.page.getByText("Nothing of it was measured here.", { exact: false })).toBeVisible();
});

test("two models side by side, promoted one after the other, and rolled back; another's page follows", async ({
  pageOf,
  baseURL,
}) => {
  // Each of three decisions tries a model on what was stored.
  test.slow();
  const models = new ModelsPage(await pageOf("admin"));
  await importByApi(models.page.request, baseURL ?? "", { name: better });
  const watching = new ModelsPage(await pageOf("viewer"));
  await watching.open();
  await models.open();
  await models.show(weaker);
  await models.button("Promote").click();
  await expect(models.dialog.getByText("It knows nothing", { exact: false })).toBeVisible({ timeout: 30_000 });
  await models.dialog.getByRole("button", { name: "Cancel" }).click();
  await models.promote(weaker, "the first one");
  // Taken up by scoring: it says since when.
  await expect(
    models.page.getByText(new RegExp(`Champion: \\d+ · ${weaker}, in force since event \\d+`)),
  ).toBeVisible();
  await expect(watching.row(weaker)).toContainText("Champion");

  await models.show(better);
  await models.page
    .getByRole("combobox", { name: "Compare with" })
    .selectOption({ label: await labelOf(models, weaker) });
  await expect(models.page).toHaveURL(/compare=\d+/);
  await expect(models.page.getByText("Both were tested on the same rows", { exact: false })).toBeVisible();
  await expect(models.page.getByRole("row", { name: /^Found at 1 % false alarms/ })).toContainText("+13.6 points");
  await expect(models.page.getByRole("figure", { name: /^ROC: .*94 % at 0.98 %; .*80.4 % at 0.98 %/ })).toBeVisible();
  await models.page.getByText("Tables", { exact: true }).click();
  await expect(models.page.getByRole("region", { name: `ROC, ${await labelOf(models, weaker)}` })).toBeVisible();
  await models.button("End comparison").click();

  await models.promote(better, "finds more");
  await expect(watching.row(better)).toContainText("Champion");
  await models.button("Roll back").click();
  await expect(models.dialog).toContainText(weaker);
  await expect(models.dialog.getByRole("table")).toContainText("Known attacks found");
  await models.confirm("Roll back", "too many false alarms");
  await expect(watching.row(better)).toContainText("Retired");
  await expect(watching.row(weaker)).toContainText("Champion");
});

async function labelOf(models: ModelsPage, name: string): Promise<string> {
  return (await models.row(name).getByRole("button").first().textContent()) ?? "";
}

test("a training shows how far it is on every page, and is cancelled", async ({ pageOf, baseURL }) => {
  const models = new ModelsPage(await pageOf("admin"));
  await cancelTrainingByApi(models.page.request, baseURL ?? "", "demo");
  const watching = new ModelsPage(await pageOf("analyst"));
  await watching.open();
  await models.open();
  const name = `Cancelled ${stamp}`;
  await models.button("Train").click();
  await models.dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await models.confirm("Train", "to see it train");
  await expect(watching.row(name).getByRole("progressbar")).toBeVisible();
  await models.row(name).getByRole("button", { name: "Cancel training" }).click();
  await models.confirm("Cancel training", "seen enough");
  await expect(watching.row(name)).toContainText("Cancelled");
});

test("a training from the page ends in a candidate with its figures", async ({ pageOf }) => {
  test.setTimeout(120_000);
  const models = new ModelsPage(await pageOf("admin"));
  await models.open();
  const name = `Short ${stamp}`;
  await models.button("Train").click();
  await models.dialog.getByRole("textbox", { name: "Name" }).fill(name);
  await models.dialog.getByText("Choices", { exact: true }).click();
  await models.dialog.getByRole("textbox", { name: "Trees" }).fill("10");
  await models.dialog.getByRole("textbox", { name: "History" }).fill("0.1");
  await models.confirm("Train", "a short one");
  await expect(models.row(name)).toContainText("Candidate", { timeout: 90_000 });
  await models.show(name);
  await expect(models.page.getByText(/^Finds .+ attacks and reports/)).toBeVisible();
  await models.page.getByRole("tab", { name: "Training" }).click();
  await expect(models.page.getByText("Testing on what was held out")).toBeVisible();
});

test("who does not administer sees everything and is offered nothing; main says what it needs", async ({ pageOf }) => {
  const models = new ModelsPage(await pageOf("responder"));
  await models.open();
  await models.show(weaker);
  for (const tab of ["Curves", "Families", "Data and limits", "Training", "Summary"]) {
    await models.page.getByRole("tab", { name: tab }).click();
    await expect(models.page.getByRole("tabpanel")).toBeVisible();
  }
  await expect(models.page.getByRole("link", { name: "Download" })).toBeVisible();
  for (const name of ["Train", "Import", "Promote", "Roll back", "Put aside"]) {
    await expect(models.button(name)).toHaveCount(0);
  }
  await models.open("");
  await expect(models.page.getByText("No trained model yet")).toBeVisible();
  await expect(models.page.getByText(/Too few verdicts to learn from: it needs \d+ more/)).toBeVisible();
});

test("a score under a trained model is taken apart, and a mark on the Live chart says since when", async ({
  pageOf,
  people,
  baseURL,
  guessPasswords,
}) => {
  const models = new ModelsPage(await pageOf("admin"));
  const { request } = models.page;
  const name = `Of main ${stamp}`;
  const champion = await importByApi(request, baseURL ?? "", { name, stream: "main" });
  await doneByTwo(await promoteByApi(request, baseURL ?? "", champion), baseURL ?? "", people);
  await models.open("");
  await expect(models.page.getByText(new RegExp(`Champion: \\d+ · ${name}, in force since`))).toBeVisible();

  const alerts = new AlertsPage(models.page);
  const title = await guessPasswords();
  await alerts.open();
  await alerts.openAlert(title);
  const sum = alerts.detail.getByRole("table", { name: "Log-odds of an attack, as a sum over detectors" });
  await expect(sum.getByRole("row", { name: /^what the model has learnt/ })).toBeVisible();
  await expect(sum.getByRole("row", { name: /^together/ })).toBeVisible();
  await alerts.detail.getByText("normal events", { exact: true }).click();
  await expect(alerts.detail.getByRole("table", { name: /feature by feature/ })).toBeVisible();

  const live = new LivePage(models.page);
  await live.open("?minutes=5");
  await expect(
    live.chart.getByRole("link", { name: new RegExp(`scored by model \\d+, ${name} from event`) }),
  ).toBeVisible();
  await doneByTwo(await rollBackByApi(request, baseURL ?? "", champion), baseURL ?? "", people);
});
