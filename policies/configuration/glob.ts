/** Whether a text matches a pattern in which `*` stands for any number of characters; Azure's names ignore case. */
export function matches(pattern: string, text: string): boolean {
  const literal = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join(".*")}$`, "is").test(text);
}
