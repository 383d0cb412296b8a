import packageFile from "../../package.json" with { type: "json" };

/** The version of this program, as health and OpenAPI name it. */
export const apiVersion: string = packageFile.version;
