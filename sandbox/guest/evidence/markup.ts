/** Text as XML and HTML may hold it, in content and in quoted attributes. */
export function escaped(text: string): string {
  return printable(text).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}

/** Text without control and format characters, which may turn the text around them, and without what is no character. */
export function printable(text: string): string {
  return text.replace(/[^\P{C}\n\t]/gu, "\ufffd");
}

/** An element; its attributes are escaped, its content is markup already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  ...content: readonly string[]
): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(String(value))}"`);
  return `<${name}${written.join("")}>${content.join("")}</${name}>`;
}

/** A line of text in a picture. */
export function text(x: number, y: number, content: string, classes?: string): string {
  return element("text", { ...(classes === undefined ? {} : { class: classes }), x, y }, escaped(content));
}

/** To tenths of a pixel. */
export function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};
