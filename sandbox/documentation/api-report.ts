import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { Extractor, ExtractorConfig, ExtractorLogLevel, type ExtractorMessage } from "@microsoft/api-extractor";
import { Failure } from "../failure";
import { repository } from "../paths";

/** What a package's entry point exports, as API Extractor tells it from the compiled declarations. Takes ten seconds. */
export function apiReport(folder: string, entry: string): string {
  const reports = mkdtempSync(path.join(tmpdir(), "azure-kdump-api-"));
  try {
    const messages: string[] = [];
    const { succeeded } = Extractor.invoke(configuration(path.join(repository, folder), entry, reports), {
      localBuild: true,
      messageCallback: (message) => messages.push(...errorOf(message)),
    });
    if (!succeeded) throw new Failure(`API Extractor failed on ${folder}: ${messages.join("; ")}`);
    return readFileSync(path.join(reports, "report.api.md"), "utf8");
  } finally {
    rmSync(reports, { recursive: true, force: true });
  }
}

function configuration(projectFolder: string, entry: string, reports: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: path.join(projectFolder, "package.json"),
    configObject: {
      projectFolder,
      mainEntryPointFilePath: path.join(projectFolder, "bin", `${entry}.d.ts`),
      compiler: { tsconfigFilePath: path.join(projectFolder, "tsconfig.json") },
      apiReport: { enabled: true, reportFileName: "report", reportFolder: reports, reportTempFolder: reports },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: "lf",
    },
  });
}

/** None is left to be printed. Warnings ask for release tags, which nothing here has: all that is exported is public. */
function errorOf(message: ExtractorMessage): readonly string[] {
  message.handled = true;
  return message.logLevel === ExtractorLogLevel.Error ? [message.text] : [];
}
