import type { Part, UserData } from "../cloud-init/read";

/** The script that cloud-init makes of `bootcmd`; undefined where there is none, or where it makes none. */
export function bootScript(config: UserData["config"]): Part | undefined {
  return scriptOf("bootcmd", config);
}

/** The script that cloud-init makes of `runcmd`, and calls so. */
export function runScript(config: UserData["config"]): Part | undefined {
  return scriptOf("runcmd", config);
}

/** cloudinit/util.py, shellify: a string is a line as it stands, a list is quoted word by word; anything else fails. */
function scriptOf(key: "bootcmd" | "runcmd", config: UserData["config"]): Part | undefined {
  const entry = config?.get(key);
  if (!Array.isArray(entry?.value)) return undefined;
  const lines: string[] = [];
  for (const item of entry.value as unknown[]) {
    if (item === null) continue;
    if (typeof item === "string") lines.push(item);
    else if (Array.isArray(item)) lines.push(shellWords(item));
    else return undefined;
  }
  const content = ["#!/bin/sh", ...lines, ""].join("\n");
  return { type: "text/x-shellscript", filename: key, content, place: `${key} in ${entry.place}` };
}

/** A command of a list: each word for itself. */
export function shellWords(words: readonly unknown[]): string {
  return words.map(quoted).join(" ");
}

/** Python's own spelling of what is no text. */
function quoted(word: unknown): string {
  const text = pythonText(word);
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

function pythonText(value: unknown): string {
  if (value === null) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}
