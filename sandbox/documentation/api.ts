import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { repository } from "../paths";
import { apiReport } from "./api-report";
import { componentSchema } from "./component-schema";

/** What users of the packages rest on, by the file of docs/api/ that holds it, so that every change of it is a diff. */
export const api: Readonly<Record<string, () => Promise<string> | string>> = {
  "azure-kdump-core.api.md": () => apiReport("crashdump", "index"),
  "azure-kdump.api.md": () => apiReport("components", "index"),
  "azure-kdump-policies.api.md": () => apiReport("policies", "policies"),
  "azure-kdump.schema.json": () => componentSchema(path.join(repository, "components")),
};

/** As it was when `npm run api` last ran. */
export function committedApi(file: string): string {
  return readFileSync(pathOf(file), "utf8");
}

export async function writeApi(): Promise<void> {
  for (const [file, make] of Object.entries(api)) {
    const content = await make();
    mkdirSync(path.dirname(pathOf(file)), { recursive: true });
    writeFileSync(pathOf(file), content);
  }
}

function pathOf(file: string): string {
  return path.join(repository, "docs", "api", file);
}
