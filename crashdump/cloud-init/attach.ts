import { contentType, header, type Message, textOf } from "./message";
import { filenameOf } from "./parameters";
import type { Reader } from "./reader";
import { isDict } from "./value";

/** Adds a message to those that cloud-init will hand to its handlers, named where it has no name. */
export function attach(message: Message, attached: Message[], reader: Reader): void {
  if (filenameOf(message) === "") message.filename = `part-${String(attached.length + 1).padStart(3, "0")}`;
  // Any other launch-index is only a header, and Azure has no index to compare it with; int(inf) raises.
  if (contentType(message) === "text/cloud-config" && header(message, "launch-index") === undefined) {
    const text = textOf(message);
    if (text.includes("launch-index") && hasInfiniteIndex(text, reader)) throw new Error("launch-index is infinite");
  }
  attached.push(message);
}

function hasInfiniteIndex(text: string, reader: Reader): boolean {
  const { value } = reader.yaml(text);
  const index = isDict(value) ? value.get("launch-index") : undefined;
  return typeof index === "number" && Math.abs(index) === Number.POSITIVE_INFINITY;
}
