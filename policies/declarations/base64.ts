/** As Go's standard decoder has it, which Azure's extension handlers and the azurerm provider use: line ends are skipped. */
export function isBase64(text: string): boolean {
  const digits = text.replace(/[\r\n]/g, "");
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

/** What azurerm sends for text that its older resources take either way (utils.Base64EncodeIfNot). */
export function encodedOnce(text: string): string {
  return isBase64(text) ? text : Buffer.from(text, "utf8").toString("base64");
}
