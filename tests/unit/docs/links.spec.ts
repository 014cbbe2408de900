import assert from "node:assert/strict";
import { existsSync, globSync, readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "azure-kdump-sandbox";

const pages = globSync(["*.md", "docs/*.md", "{crashdump,components,policies,examples/*}/*.md"], { cwd: repository });

describe("the pages", () => {
  it("are found", () => {
    assert.ok(pages.includes("README.md") && pages.includes(path.join("docs", "getting-started.md")));
  });

  for (const page of pages) {
    it(`of ${page} lead to files and headings that are there`, () => {
      const links = [...textOf(page).matchAll(/\]\((?!https?:)([^)#\s]*)(#[^)\s]+)?\)/g)];
      for (const [link, file = "", heading] of links) {
        const target = file === "" ? page : path.join(path.dirname(page), file);
        assert.ok(existsSync(path.join(repository, target)), link);
        if (heading !== undefined) assert.ok(headings(target).includes(heading.slice(1)), link);
      }
    });
  }

  it("are all within reach of the README", () => {
    const reached = new Set(["README.md"]);
    for (const page of reached)
      for (const [, file = ""] of textOf(page).matchAll(/\]\((?!https?:)([^)#\s]+\.md)/g))
        reached.add(path.join(path.dirname(page), file));
    assert.deepEqual(
      pages.filter((page) => page.startsWith("docs") && !reached.has(page)),
      [],
    );
  });
});

/** What a page says, without what is code. */
function textOf(page: string): string {
  return readFileSync(path.join(repository, page), "utf8").replace(/^```.*?^```$/gms, "");
}

/** The names that a page's headings can be linked by, as GitHub and GitLab make them. */
function headings(page: string): readonly string[] {
  return [...textOf(page).matchAll(/^#+ (.*)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
