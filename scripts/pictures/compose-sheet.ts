import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright";
import { type Picture, pictureStates, pictureThemes } from "./take-pictures.ts";

interface SheetInput {
  readonly browser: Browser;
  readonly name: string;
  readonly label: string;
  readonly pictures: readonly Picture[];
  readonly folder: string;
}

/** Of each picture on the sheet, px. */
const pictureHeight = 320;
/** Sheets are kept in the repository: small, at the best quality that is. */
const largestBytes = 500_000;
const qualities = [80, 70, 60, 50, 40, 30] as const;

function rowOf(pictures: readonly Picture[], state: Picture["state"]): string {
  if (!pictures.some((picture) => picture.state === state)) return "";
  const images = pictureThemes.map((theme) => {
    const ofTheme = pictures.filter((picture) => picture.state === state && picture.theme === theme);
    const tags = ofTheme.map(
      ({ jpeg, window }) =>
        `<img height="${pictureHeight}" width="${Math.round((pictureHeight * window.width) / window.height)}" src="data:image/jpeg;base64,${jpeg.toString("base64")}">`,
    );
    return `<div class="theme">${tags.join("")}</div>`;
  });
  return `<h2>${state}</h2><div class="row">${images.join("")}</div>`;
}

const styles = `body { margin: 0; padding: 16px; background: #5d6978; color: #fff; font: 13px sans-serif; width: max-content }
  h1, h2 { margin: 0 0 8px; font-size: 15px } h2 { margin-top: 12px; font-size: 13px; font-weight: 400 }
  .row, .theme { display: flex; gap: 8px } .row { gap: 24px }`;

/** Puts the pictures of a page on one sheet, by a browser, and writes it as `sheet-NAME.jpg`; answers the file. */
export async function composeSheet({ browser, name, label, pictures, folder }: SheetInput): Promise<string> {
  const page = await browser.newPage({ viewport: { width: 2600, height: 1200 } });
  try {
    const rows = pictureStates.map((state) => rowOf(pictures, state)).join("");
    await page.setContent(
      `<!doctype html><style>${styles}</style><h1>${label}: light and dark, 1024, 1440, 2560 and 390 px wide</h1>${rows}`,
      { waitUntil: "load" },
    );
    const file = join(folder, `sheet-${name}.jpg`);
    const body = page.locator("html");
    const size = await body.evaluate(() => ({
      width: document.body.scrollWidth,
      height: document.documentElement.scrollHeight,
    }));
    await page.setViewportSize(size);
    for (const quality of qualities) {
      const jpeg = await page.screenshot({ type: "jpeg", quality });
      if (jpeg.length > largestBytes && quality !== qualities.at(-1)) continue;
      writeFileSync(file, jpeg);
      break;
    }
    return file;
  } finally {
    await page.close();
  }
}
