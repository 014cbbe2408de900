import type { DumpVerdict } from "azure-kdump-core";
import { failureOf, keyOf, machineOf, notProved } from "./description";
import { element, escaped } from "./markup";
import type { DrillResult } from "./result";
import { timeline } from "./timeline";

/** Results as one page that needs nothing else: pictures, verdicts, dumps, versions, and what none of it shows. */
export function evidencePage(results: readonly DrillResult[]): string {
  const passed = results.filter((result) => result.passed).length;
  const body = [
    element("h1", {}, "Crash drill"),
    element("p", {}, `${passed} of ${results.length} passed.`),
    ...results.map(section),
    element("h2", {}, "What this does not show"),
    list(notProved),
  ];
  return [
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    element("title", {}, "Crash drill"),
    element("style", {}, style),
    ...body,
    "</html>",
    "",
  ].join("\n");
}

function section(result: DrillResult): string {
  const { release, promise, passed, dumps, bootIds, observations, versions, date } = result;
  const { what, more } = failureOf(result);
  return [
    element("h2", {}, escaped(`${release}, ${result.case}`)),
    verdict(passed, escaped(passed ? promise : what)),
    ...(passed ? [] : [element("p", {}, escaped(`Promised: ${promise}.`))]),
    ...(passed || more === "" ? [] : [element("pre", {}, escaped(more))]),
    element("div", { class: "picture" }, timeline(result, keyOf(result))),
    ...(observations.length > 0 ? [list(observations)] : []),
    element("h3", {}, "Dumps"),
    dumps.length === 0 ? element("p", {}, "None.") : dumpTable(dumps),
    element("h3", {}, "The run"),
    definitions({ day: date, machine: machineOf(result), ...versions, "boot ids": bootIds.join(", ") || "none seen" }),
  ].join("\n");
}

function verdict(good: boolean, because: string): string {
  return element(
    "p",
    { class: good ? "good" : "bad" },
    element("strong", {}, good ? "Passed" : "Failed"),
    `: ${because}`,
  );
}

function dumpTable(dumps: readonly DumpVerdict[]): string {
  const rows = dumps.map(({ path, bytes, complete, reason = "", flattened, panicLine = "" }) => [
    element("code", {}, escaped(path)),
    `${(bytes / 1e6).toFixed(1)}&nbsp;MB`,
    complete ? "complete" : escaped(`incomplete: ${reason}`),
    flattened ? "flattened" : "as it is",
    element("code", {}, escaped(panicLine)),
  ]);
  const row = (cell: "td" | "th", cells: readonly string[]): string =>
    element("tr", {}, ...cells.map((content) => element(cell, {}, content)));
  const head = row("th", ["Path", "Size", "Content", "Format", "Panic in its dmesg"]);
  return element("div", { class: "picture" }, element("table", {}, head, ...rows.map((cells) => row("td", cells))));
}

function definitions(values: Readonly<Record<string, string>>): string {
  const entries = Object.entries(values).map(
    ([name, value]) => element("dt", {}, escaped(name)) + element("dd", {}, escaped(value)),
  );
  return element("dl", {}, ...entries);
}

function list(items: readonly string[]): string {
  return element("ul", {}, ...items.map((item) => element("li", {}, escaped(item))));
}

/** The pictures bring their own; the page has the system's colours, light or dark. */
const style = [
  "body{max-width:960px;margin:2em auto;padding:0 1em;font:15px/1.5 system-ui,sans-serif}",
  "h2{margin-top:2em;border-top:1px solid;padding-top:1em}",
  "h3{margin-bottom:.3em}",
  ".picture{overflow-x:auto}",
  "p.good strong{color:light-dark(#1f7a4a,#5fcf95)}",
  "p.bad strong{color:light-dark(#b02a1e,#ff8a7d)}",
  "table{border-collapse:collapse}",
  "td,th{text-align:left;vertical-align:top;padding:.2em 1.2em .2em 0}",
  "code,pre{font-size:13px;overflow-wrap:anywhere}",
  "pre{overflow-x:auto}",
  "dl{display:grid;grid-template-columns:max-content 1fr;gap:.1em 1.2em;margin:0}",
  "dd{margin:0;overflow-wrap:anywhere}",
].join("");
