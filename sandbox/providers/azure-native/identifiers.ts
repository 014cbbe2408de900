import { createHash } from "node:crypto";
import type { Json } from "../protocol/json";

/** A UUID that is a function of `text`, so that the same resource made at the same time has the same one. */
export function uuidFrom(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    "-",
  );
}

/** Changes whenever the content does, which is all a client may rely on. */
export function etagOf(content: Json): string {
  return `W/"${uuidFrom(JSON.stringify(content))}"`;
}
