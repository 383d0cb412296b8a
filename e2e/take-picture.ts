import { join } from "node:path";
import type { Page } from "@playwright/test";

/** Keeps what the page shows now as a picture, where a folder for them is named in SHIFT_PICTURES; else does nothing. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.SHIFT_PICTURES;
  if (folder === undefined) return;
  await page.screenshot({ path: join(folder, `${name}.jpg`), type: "jpeg", quality: 80 });
}
