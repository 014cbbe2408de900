import { readFileSync } from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import { repository } from "azure-kdump-sandbox";

/** What one of the examples runs in a shell, in order, and the variables that it sets for it. */
export interface Pipeline {
  readonly file: string;
  readonly steps: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

export const folder = path.join(repository, "examples", "ci");

/** Each CI's own place for steps and variables. What only that CI provides, such as a checkout, is left out. */
export function pipelines(): readonly Pipeline[] {
  const github = (read("github-actions.yml") as GitHub).jobs.preview;
  const gitlab = (read("gitlab-ci.yml") as GitLab)["azure-kdump"];
  const azure = read("azure-pipelines.yml") as AzurePipelines;
  return [
    { file: "github-actions.yml", steps: github.steps.flatMap(({ run = [] }) => run), variables: github.env },
    { file: "gitlab-ci.yml", steps: gitlab.script, variables: gitlab.variables },
    {
      file: "azure-pipelines.yml",
      steps: azure.steps.flatMap(({ script = [] }) => script),
      variables: Object.fromEntries(azure.variables.map(({ name, value }) => [name, value])),
    },
  ];
}

interface GitHub {
  readonly jobs: {
    readonly preview: {
      readonly env: Readonly<Record<string, string>>;
      readonly steps: readonly { readonly run?: string }[];
    };
  };
}

interface GitLab {
  readonly "azure-kdump": { readonly variables: Readonly<Record<string, string>>; readonly script: readonly string[] };
}

interface AzurePipelines {
  readonly variables: readonly { readonly name: string; readonly value: string }[];
  readonly steps: readonly { readonly script?: string }[];
}

function read(file: string): unknown {
  return load(readFileSync(path.join(folder, file), "utf8"));
}
