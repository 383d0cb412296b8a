import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { withConnection } from "../scripts/postgres/roles.ts";
import { createTestDatabase, type TestDatabase } from "./database.ts";

describe("a test database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it("has the tables of the migrations, which the application may fill and may not change", async () => {
    await withConnection(database.url, async (client) => {
      const { rows } = await client.query("SELECT name FROM stream ORDER BY id");
      expect(rows).toEqual([{ name: "main" }, { name: "demo" }]);
      await expect(client.query("CREATE TABLE mine (id int)")).rejects.toThrow("permission denied for schema public");
      await expect(client.query("ALTER TABLE stream ADD COLUMN extra int")).rejects.toThrow("must be owner");
      await expect(client.query("CREATE ROLE another")).rejects.toThrow("permission denied");
    });
  });

  it("cannot be left for another one", async () => {
    const other = await createTestDatabase();
    const elsewhere = new URL(database.url);
    elsewhere.pathname = "/postgres";
    await expect(withConnection(elsewhere.toString(), async () => "inside")).rejects.toThrow("permission denied");
    await other.drop();
  });
});
